/** The product's own colours, in light, and on paper of A4. */
export const colours = {
  ink: '#181d26', support: '#4a515d', label: '#5e656f', line: '#e2e4dd', strong: '#c9ccc3', sunken: '#f2f3ef',
  before: '#a9aea6', after: '#2f3b4a', moved: '#8b8552', changed: '#0c6f7c', good: '#1c7148', bad: '#b3261e', limit: '#8f5200',
} as const;

export const styles = `
@page { size: A4; margin: 15mm 16mm 16mm }
* { box-sizing: border-box }
html { color-scheme: light }
body { margin: 0; background: #fff; color: ${colours.ink}; font: 440 12.5px/18px "Hanken Grotesk Variable", "Hanken Grotesk", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif; font-variant-numeric: tabular-nums; -webkit-print-color-adjust: exact; print-color-adjust: exact }
html[lang|=zh] body { font-family: "Hanken Grotesk Variable", "Hanken Grotesk", "Noto Sans SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif }
main { max-width: 178mm; margin: 0 auto }
@media screen { body { background: #eff0ec; padding: 32px 16px } main { max-width: 210mm; padding: 15mm 16mm 16mm; background: #fff; box-shadow: 0 0 0 1px ${colours.line} } }
header { border-bottom: 2px solid ${colours.ink}; padding-bottom: 12px }
.kind { color: ${colours.label}; font-size: 11.5px; line-height: 16px; display: flex; justify-content: space-between }
h1 { font-size: 28px; line-height: 34px; font-weight: 640; margin: 10px 0 4px; overflow-wrap: anywhere; text-wrap: balance }
h2 { font-size: 16px; line-height: 22px; font-weight: 640; margin: 0 0 2px; break-after: avoid }
p { margin: 0; text-wrap: pretty }
.versions { color: ${colours.support} } .versions b { color: ${colours.ink}; font-weight: 560 }
.swatch { display: inline-block; width: 9px; height: 9px; border-radius: 2px; margin-right: 6px; vertical-align: 0 }
.verdict { font-size: 16px; line-height: 24px; margin: 16px 0 18px; max-width: 62ch }
.tiles { display: grid; grid-template-columns: repeat(var(--across), 1fr); border: 1px solid ${colours.line}; border-radius: 7px; break-inside: avoid; overflow: hidden }
.tile { padding: 11px 14px 12px; box-shadow: 1px 0 0 ${colours.line}, 0 1px 0 ${colours.line} }
.tile dt { color: ${colours.label}; font-size: 11.5px; line-height: 16px } .tile dd { margin: 0 }
.tile .now { font-size: 24px; line-height: 30px; font-weight: 640 } .tile .was { color: ${colours.label}; font-size: 11.5px; line-height: 16px }
section { margin-top: 26px } .lead { color: ${colours.support}; margin-bottom: 10px; max-width: 76ch } .whole { break-inside: avoid }
table { width: 100%; border-collapse: collapse } thead { display: table-header-group } tr { break-inside: avoid }
th { color: ${colours.label}; font-weight: 440; font-size: 11.5px; line-height: 16px; text-align: left; vertical-align: bottom; padding: 5px 10px; background: ${colours.sunken} }
td { padding: 5px 10px; border-bottom: 1px solid ${colours.line}; vertical-align: top; overflow-wrap: anywhere }
th.n, td.n { text-align: right } td.n { white-space: nowrap; overflow-wrap: normal } th { overflow-wrap: normal } h2 + .wide, h2 + svg { margin-top: 7px } td b { font-weight: 560 } .quiet { color: ${colours.label} }
.good { color: ${colours.good} } .bad { color: ${colours.bad} }
ul { margin: 0; padding: 0; list-style: none } li { padding: 4px 0 4px 14px; border-bottom: 1px solid ${colours.line}; position: relative; overflow-wrap: anywhere } li::before { content: "–"; position: absolute; left: 0; color: ${colours.label} }
.legend { display: flex; flex-wrap: wrap; gap: 2px 18px; color: ${colours.support}; font-size: 11.5px; line-height: 18px; margin-top: 6px } .legend b { color: ${colours.ink}; font-weight: 560 }
.wide { overflow-x: auto } .when { white-space: nowrap; overflow-wrap: normal }
@media screen and (max-width: 700px) { body { padding: 0 } main { padding: 20px 16px 24px; box-shadow: none } .tiles { grid-template-columns: 1fr 1fr } td { min-width: 84px } td:first-child { min-width: 112px } td.n { min-width: 0 } svg text { font-size: 16px } }
svg { display: block; width: 100%; height: auto } svg text { font-size: 10.5px; fill: ${colours.label} }
footer { margin-top: 28px; border-top: 1px solid ${colours.line}; padding-top: 8px; color: ${colours.label}; font-size: 11.5px; line-height: 16px }
`;
