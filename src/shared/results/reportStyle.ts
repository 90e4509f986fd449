/** The look of a report, on a screen and on A4. */
export const REPORT_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #f6f7f9; color: #171a21; font: 14px/1.5 Inter, "Segoe UI", system-ui, -apple-system, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1040px; margin: 0 auto; padding: 40px 32px 64px; background: #fff; }
h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.2; }
h2 { margin: 40px 0 12px; padding-bottom: 4px; border-bottom: 1px solid #e3e6eb; font-size: 18px; }
h3 { margin: 0 0 8px; font-size: 14px; }
.facts { display: flex; flex-wrap: wrap; gap: 2px 24px; margin: 0; color: #525b69; }
.facts div { display: flex; gap: 6px; }
.facts dt:not(:empty)::after { content: ":"; }
.facts dd { margin: 0; color: #171a21; }
.key { display: grid; grid-template-columns: repeat(5, 1fr); gap: 12px; margin: 24px 0; }
.key div { display: flex; flex-direction: column; padding: 12px 16px; border: 1px solid #e3e6eb; border-radius: 8px; }
.key b { font-size: 24px; line-height: 1.2; }
.key span { color: #525b69; }
.key small { color: #626b7a; }
.caution { margin: 0; padding: 12px 16px; border-radius: 8px; background: #fdf3e0; color: #5c3c00; }
.drawing { overflow: auto; border: 1px solid #e3e6eb; border-radius: 8px; }
.drawing svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
article { margin: 0 0 28px; break-inside: avoid; }
figure { margin: 0 0 8px; }
figure svg { display: block; max-width: 100%; height: auto; }
figcaption { color: #525b69; }
table { width: 100%; border-collapse: collapse; font-size: 12.5px; }
th, td { padding: 4px 8px 4px 0; border-bottom: 1px solid #e3e6eb; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { color: #626b7a; font-weight: 500; }
td.count, th.count { text-align: right; white-space: nowrap; }
th:not(:first-child) { white-space: nowrap; }
summary { color: #525b69; cursor: pointer; }
@page { size: A4; margin: 14mm; }
@media print {
  body { background: #fff; font-size: 11px; }
  main { max-width: none; padding: 0; }
  h2 { break-after: avoid; }
  tr { break-inside: avoid; }
  details { display: none; }
  .drawing { break-inside: avoid; }
  .drawing svg { max-height: 230mm; }
  .key b { font-size: 18px; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`.trim();
