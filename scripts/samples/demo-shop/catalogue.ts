/** What the shop sells. Prices are in euros. */
export interface Product {
  product_id: string;
  name: string;
  category: string;
  price: number;
}

const SHELVES: Record<string, readonly (readonly [name: string, price: number])[]> = {
  Coffee: [
    ['House espresso 1 kg', 21.9],
    ['Ethiopia Guji filter 250 g', 11.5],
    ['Colombia Huila 250 g', 9.9],
    ['Decaf Mexico 250 g', 10.9],
    ['Breakfast blend 500 g', 12.9],
    ['Kenya Nyeri 250 g', 13.5],
    ['Sampler of five roasts', 24.9],
    ['Cold brew bags', 8.9],
  ],
  Tea: [
    ['Assam second flush 100 g', 7.9],
    ['Sencha 100 g', 9.5],
    ['Peppermint leaves 80 g', 4.9],
    ['Earl Grey tin', 8.5],
    ['Rooibos vanilla 100 g', 5.9],
    ['Matcha 40 g', 19.9],
    ['Winter spice tea', 6.9],
  ],
  Brewing: [
    ['Pour-over dripper', 18.9],
    ['Paper filters, 100 pieces', 4.5],
    ['French press 1 l', 34.9],
    ['Gooseneck kettle', 69],
    ['Burr grinder', 129],
    ['Hand grinder', 59.9],
    ['Espresso machine', 449],
    ['Moka pot for six', 32.5],
    ['Milk frother', 39.9],
    ['Coffee scale', 29.9],
  ],
  Tableware: [
    ['Stoneware mug', 14.9],
    ['Set of four mugs', 52],
    ['Espresso cups, pair', 19.9],
    ['Tea bowl', 16.5],
    ['Dinner plate', 18],
    ['Glass teapot', 36.9],
    ['Enamel cup', 9.9],
    ['Serving board, oak', 42],
  ],
  Kitchen: [
    ["Chef's knife 20 cm", 89],
    ['Paring knife', 24.9],
    ['Cast-iron pan 26 cm', 74.9],
    ['Linen apron', 39],
    ['Set of mixing bowls', 44.9],
    ['Salt cellar', 17.5],
    ['Pepper mill', 34.5],
    ['Herb scissors', 12.9],
    ['Tea towels, three', 21],
  ],
  Baking: [
    ['Proofing basket', 16.9],
    ['Bread pan', 22.5],
    ['Rolling pin', 15.9],
    ['Baking stone', 38],
    ['Dough scraper', 6.5],
    ['Cookie cutters, twelve', 13.9],
    ['Cake stand', 46],
    ['Baking mat', 11.9],
  ],
  Pantry: [
    ['Olive oil 750 ml', 15.9],
    ['Wildflower honey 500 g', 9.9],
    ['Sea salt flakes', 5.5],
    ['Almond biscotti', 6.9],
    ['Drinking chocolate', 8.9],
    ['Plum jam', 5.9],
    ['Granola 500 g', 7.5],
  ],
  Gifts: [
    ['Gift card 25', 25],
    ['Gift card 50', 50],
    ["Coffee lover's box", 59],
    ['Tea advent calendar', 34.9],
    ['Baking starter box', 69],
    ['Candle, cedar', 22],
    ['Wrapping set', 7.9],
  ],
};

/** Every product, with numbers that begin at its shelf's hundred. */
export const PRODUCTS: readonly Product[] = Object.entries(SHELVES).flatMap(([category, shelf], shelfNumber) =>
  shelf.map(([name, price], place) => ({ product_id: `P-${(shelfNumber + 1) * 100 + place + 1}`, name, category, price })),
);

export const CATEGORIES: readonly string[] = Object.keys(SHELVES);

/** What a person uses up and buys again. */
export const CONSUMABLES: ReadonlySet<string> = new Set(['Coffee', 'Tea', 'Pantry']);
