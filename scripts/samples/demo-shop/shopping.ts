import { UNIT_MS } from '../../../src/shared/condition/duration.js';
import { dayWeight, HOUR_WEIGHTS, localInstant, PERIOD_END } from './calendar.js';
import { CONSUMABLES, PRODUCTS, type Product } from './catalogue.js';
import { correspond } from './mail.js';
import type { Happening } from './happening.js';
import type { Person } from './people.js';
import type { Random } from './random.js';

/** Two visits of one customer are at least this far apart, so that a visit is a session of semantics §2. */
const BETWEEN_VISITS = 45 * UNIT_MS.m;
const COUPON = 'WELCOME10';

interface CartLine {
  product: Product;
  quantity: number;
}

/** The instants at which a customer comes to the shop by themselves, ascending. */
export function plannedVisits(person: Person, random: Random): number[] {
  const visits: number[] = [];
  const [from, to] = person.around;
  for (let day = from; day <= to; day += 1) {
    const count = random.arrivals((person.habits.visitsPerWeek / 7) * dayWeight(day));
    for (let visit = 0; visit < count; visit += 1) {
      const habit = random.chance(0.45);
      const hour = habit
        ? person.habitHour
        : random.weighted(
            HOUR_WEIGHTS.map((weight, h) => ({ weight, h })),
            ({ weight }) => weight,
          ).h;
      visits.push(localInstant(person.timezone, day, hour * 60 + random.int(0, 59)) + random.int(0, 59_999));
    }
  }
  return visits.sort((a, b) => a - b);
}

function worth(cart: readonly CartLine[]): number {
  return Math.round(cart.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0) * 100) / 100;
}

function countItems(cart: readonly CartLine[]): number {
  return cart.reduce((sum, { quantity }) => sum + quantity, 0);
}

function describe(product: Product): Record<string, string | number> {
  return { ...product };
}

/** One customer in the shop: walks through visits and writes down what happens. */
export class Shopper {
  readonly happenings: Happening[] = [];
  private cart: CartLine[] = [];
  private cartNumber = 1;
  private orderNumber = 0;
  private now = 0;
  private readonly person: Person;
  private readonly random: Random;
  private wish: Product;

  constructor(person: Person, random: Random) {
    this.person = person;
    this.random = random;
    this.wish = person.wish;
  }

  /** Walks through all visits in order; a cart left behind may add one. */
  walk(planned: readonly number[]): void {
    const agenda = [...planned].sort((a, b) => a - b);
    let free = 0;
    for (let start = agenda.shift(); start !== undefined && start < PERIOD_END; start = agenda.shift()) {
      if (start < free) continue;
      this.visit(start);
      free = this.now + BETWEEN_VISITS;
      if (this.cart.length > 0 && this.random.chance(this.person.habits.comeBack)) {
        agenda.push(this.now + 2 * UNIT_MS.h + Math.floor(this.random.waiting(40 * UNIT_MS.h)));
        agenda.sort((a, b) => a - b);
      }
    }
  }

  private visit(start: number): void {
    this.now = start;
    const { habits } = this.person;
    const found = this.cart.length > 0;
    if (found) this.viewCart();
    const views = Math.max(found ? 0 : 1, Math.round(this.random.waiting(habits.viewsPerVisit)));
    let product = this.choose(undefined);
    for (let view = 0; view < views; view += 1) {
      product = this.choose(view > 0 ? product : undefined);
      this.note('Product Viewed', describe(product));
      if (this.random.chance(habits.add)) this.add(product);
      else if (this.cart.length > 0 && this.random.chance(0.06)) this.remove();
    }
    if (this.cart.length > 0) this.till(found);
  }

  /** The product looked at next: often the one just seen, or the one long wished for. */
  private choose(seen: Product | undefined): Product {
    if (seen && this.random.chance(0.22)) return seen;
    if (this.random.chance(0.2)) return this.wish;
    const { favourites } = this.person;
    const liked = this.random.chance(0.7) ? PRODUCTS.filter(({ category }) => favourites.includes(category)) : PRODUCTS;
    return this.random.pick(liked);
  }

  private note(event: string, properties: Happening['properties']): void {
    const pause = this.random.chance(0.05)
      ? 3 * UNIT_MS.m + this.random.waiting(2.5 * UNIT_MS.m)
      : 6_000 + this.random.waiting(38_000);
    this.happenings.push({ at: this.now, event, properties });
    this.now += Math.floor(Math.min(pause, 25 * UNIT_MS.m));
  }

  private get cartId(): string {
    return `${this.person.userId}-${this.cartNumber}`;
  }

  private add(product: Product): void {
    const quantity = CONSUMABLES.has(product.category) && this.random.chance(0.3) ? this.random.int(2, 3) : 1;
    this.cart.push({ product, quantity });
    this.note('Product Added', { cart_id: this.cartId, ...describe(product), quantity });
  }

  private remove(): void {
    const line = this.random.pick(this.cart);
    this.cart = this.cart.filter((other) => other !== line);
    this.note('Product Removed', { cart_id: this.cartId, ...describe(line.product), quantity: line.quantity });
  }

  private viewCart(): void {
    this.note('Cart Viewed', { cart_id: this.cartId, value: worth(this.cart), items: countItems(this.cart) });
  }

  /** With something in the cart: look at it, begin to pay, pay. Who came back for a cart is readier to pay. */
  private till(cameBack: boolean): void {
    const { buy } = this.person.habits;
    const buys = this.random.chance(cameBack ? 0.35 + buy * 0.6 : buy);
    if (buys || this.random.chance(0.45)) this.viewCart();
    if (buys || this.random.chance(0.3))
      this.note('Checkout Started', { cart_id: this.cartId, value: worth(this.cart), items: countItems(this.cart) });
    if (buys) this.order();
  }

  private order(): void {
    this.now += 40_000 + Math.floor(this.random.waiting(70_000));
    this.orderNumber += 1;
    const full = worth(this.cart);
    const coupon = this.person.habits.kind === 'bargain hunter' ? this.random.chance(0.6) : this.random.chance(0.05);
    const value = coupon ? Math.round(full * 90) / 100 : full;
    const order_id = `${this.person.userId}-${this.orderNumber}`;
    const at = this.now;
    this.note('Order Completed', {
      order_id,
      cart_id: this.cartId,
      value,
      items: countItems(this.cart),
      ...(coupon && { coupon: COUPON }),
    });
    if (this.cart.some(({ product }) => product === this.wish)) this.wish = this.random.pick(PRODUCTS);
    this.cart = [];
    this.cartNumber += 1;
    if (this.person.email === undefined) return;
    // A confirmation is read more often than an advertisement, and nobody leaves or shops by it.
    const reader = { ...this.person, habits: { ...this.person.habits, open: 0.7, click: 0.08, unsubscribe: 0 } };
    const mail = correspond(
      reader,
      `confirmation/${order_id}`,
      'order confirmation',
      'Thank you for your order',
      at + 2_000 + this.random.int(0, 3_000),
      this.random,
    );
    this.happenings.push(...mail.happenings);
  }
}
