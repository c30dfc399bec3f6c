import { channels, countries } from './rows.ts';
import type { PaymentColumns, PaymentRow } from './rows.ts';

/** The three workloads as a good programmer would write them for just this, over objects and over columns. */

export const overRows: Readonly<Record<'W1' | 'W2' | 'W3', (rows: readonly PaymentRow[], out: Uint8Array) => void>> = { W1: rowsW1, W2: rowsW2, W3: rowsW3 };
export const overColumns: Readonly<Record<'W1' | 'W2' | 'W3', (columns: PaymentColumns, out: Uint8Array) => void>> = { W1: columnsW1, W2: columnsW2, W3: columnsW3 };

const risky = new Set(['CN', 'HK', 'SG', 'AE', 'TR']);

function rowsW1(rows: readonly PaymentRow[], out: Uint8Array): void {
  let at = 0;
  for (const { amount, country, age, risk } of rows) {
    out[at] = amount > 1000 && risky.has(country) && (age < 25 || risk >= 0.8) ? 1 : 0;
    at += 1;
  }
}

function rowsW2(rows: readonly PaymentRow[], out: Uint8Array): void {
  let at = 0;
  for (const row of rows) {
    out[at] = decide(row);
    at += 1;
  }
}

function decide({ country, amount, age, channel }: PaymentRow): number {
  const online = channel === 'online';
  const remote = online || channel === 'phone';
  const inShop = channel === 'chip' || channel === 'contactless';
  if (country === 'CN' || country === 'HK' || country === 'SG') {
    if (amount >= 3000 && age < 25 && online) return 1;
    if (amount >= 1000 && amount < 3000 && age < 25 && remote) return 2;
    if (amount >= 500 && age >= 25 && age < 60 && remote) return 3;
  }
  if (country === 'CN' && amount < 500 && age >= 25 && age < 60 && inShop) return 4;
  if (country === 'DE' || country === 'AT' || country === 'CH') {
    if (amount >= 2000 && age < 30 && online) return 5;
    if (amount >= 800 && amount < 2000 && age < 30 && remote) return 6;
  }
  if (country === 'DE' && amount >= 800 && age >= 30 && age < 65 && channel === 'phone') return 7;
  if ((country === 'DE' || country === 'FR' || country === 'IT' || country === 'ES') && amount < 50 && channel === 'contactless') return 8;
  if ((country === 'FR' || country === 'BE' || country === 'NL') && amount >= 1500 && age < 40 && remote) return 9;
  if (country === 'FR' && amount >= 200 && amount < 1500 && age >= 40 && age < 75 && channel === 'chip') return 10;
  if ((country === 'GB' || country === 'US' || country === 'CA' || country === 'AU') && amount >= 2500 && remote) return 11;
  if (country === 'GB' || country === 'US') {
    if (amount >= 300 && amount < 2500 && age < 35 && online) return 12;
    if (amount >= 300 && amount < 2500 && age >= 35 && age < 70 && inShop) return 13;
  }
  if (country === 'IT' || country === 'ES' || country === 'PT') {
    if (amount >= 700 && age < 45 && online) return 14;
    if (amount >= 100 && amount < 700 && age >= 45 && (channel === 'chip' || channel === 'phone')) return 15;
  }
  if ((country === 'PL' || country === 'CZ' || country === 'TR') && amount >= 400 && online) return 16;
  if ((country === 'SE' || country === 'NO' || country === 'DK' || country === 'FI') && amount >= 900 && age < 50 && (remote || channel === 'chip')) return 17;
  if ((country === 'IN' || country === 'BR' || country === 'MX' || country === 'ZA') && amount >= 250 && amount < 5000 && age < 55 && remote) return 18;
  if ((country === 'JP' || country === 'KR' || country === 'HK' || country === 'SG') && amount >= 600 && age >= 50 && inShop) return 19;
  if ((country === 'AE' || country === 'ZA' || country === 'TR' || country === 'CN') && amount >= 5000) return 20;
  return 0;
}

function rowsW3(rows: readonly PaymentRow[], out: Uint8Array): void {
  let at = 0;
  for (const { amount, country, age, risk, channel, hour, tenure, velocity, balance, verified } of rows) {
    let score = 0;
    if (risk >= 0.9) score += 30;
    else if (risk >= 0.6) score += 15;
    if (amount >= 2000) score += 20;
    else if (amount >= 500) score += 10;
    if (velocity >= 8) score += 25;
    else if (velocity >= 4) score += 10;
    if (risky.has(country)) score += 15;
    if (channel === 'online' || channel === 'phone') score += 10;
    if (hour < 5) score += 10;
    else if (hour >= 22) score += 5;
    if (tenure < 90) score += 15;
    else if (tenure >= 2000) score -= 10;
    if (age < 21) score += 10;
    if (balance < 300 && amount >= 300) score += 20;
    if (verified) score -= 15;
    out[at] = score >= 60 ? 1 : 0;
    at += 1;
  }
}

/** Texts are compared by their codes, sets of them looked up in a table of bytes. */
const codeOf = (country: string): number => countries.indexOf(country);
const [CN, HK, SG, DE, AT, CH, FR, IT, ES, BE, NL, GB, US, CA, AU, PT, PL, CZ, TR, SE, NO, DK, FI, IN, BR, MX, ZA, JP, KR, AE] = [
  'CN', 'HK', 'SG', 'DE', 'AT', 'CH', 'FR', 'IT', 'ES', 'BE', 'NL', 'GB', 'US', 'CA', 'AU', 'PT', 'PL', 'CZ', 'TR', 'SE', 'NO', 'DK', 'FI', 'IN', 'BR', 'MX', 'ZA', 'JP', 'KR', 'AE',
].map(codeOf);
const [chip, contactless, online, phone] = channels.map((_, code) => code);
const riskyCodes = Uint8Array.from(countries, (country) => (risky.has(country) ? 1 : 0));

function columnsW1({ amount, country, age, risk }: PaymentColumns, out: Uint8Array): void {
  for (let row = 0; row < out.length; row += 1) {
    out[row] = (amount[row] ?? 0) > 1000 && riskyCodes[country[row] ?? 0] === 1 && ((age[row] ?? 0) < 25 || (risk[row] ?? 0) >= 0.8) ? 1 : 0;
  }
}

function columnsW2(columns: PaymentColumns, out: Uint8Array): void {
  for (let row = 0; row < out.length; row += 1) {
    out[row] = decideByCode(columns.country[row] ?? 0, columns.amount[row] ?? 0, columns.age[row] ?? 0, columns.channel[row] ?? 0);
  }
}

/** Only rows of the table for the country are asked, in their order. */
function decideByCode(country: number, amount: number, age: number, channel: number): number {
  const remote = channel === online || channel === phone;
  const inShop = channel === chip || channel === contactless;
  switch (country) {
    case CN:
    case HK:
    case SG:
      if (amount >= 3000 && age < 25 && channel === online) return 1;
      if (amount >= 1000 && amount < 3000 && age < 25 && remote) return 2;
      if (amount >= 500 && age >= 25 && age < 60 && remote) return 3;
      if (country === CN) {
        if (amount < 500 && age >= 25 && age < 60 && inShop) return 4;
        return amount >= 5000 ? 20 : 0;
      }
      return amount >= 600 && age >= 50 && inShop ? 19 : 0;
    case DE:
    case AT:
    case CH:
      if (amount >= 2000 && age < 30 && channel === online) return 5;
      if (amount >= 800 && amount < 2000 && age < 30 && remote) return 6;
      if (country !== DE) return 0;
      if (amount >= 800 && age >= 30 && age < 65 && channel === phone) return 7;
      return amount < 50 && channel === contactless ? 8 : 0;
    case FR:
      if (amount < 50 && channel === contactless) return 8;
      if (amount >= 1500 && age < 40 && remote) return 9;
      return amount >= 200 && amount < 1500 && age >= 40 && age < 75 && channel === chip ? 10 : 0;
    case BE:
    case NL:
      return amount >= 1500 && age < 40 && remote ? 9 : 0;
    case GB:
    case US:
      if (amount >= 2500 && remote) return 11;
      if (amount < 300 || amount >= 2500) return 0;
      if (age < 35 && channel === online) return 12;
      return age >= 35 && age < 70 && inShop ? 13 : 0;
    case CA:
    case AU:
      return amount >= 2500 && remote ? 11 : 0;
    case IT:
    case ES:
    case PT:
      if (country !== PT && amount < 50 && channel === contactless) return 8;
      if (amount >= 700 && age < 45 && channel === online) return 14;
      return amount >= 100 && amount < 700 && age >= 45 && (channel === chip || channel === phone) ? 15 : 0;
    case TR:
      if (amount >= 400 && channel === online) return 16;
      return amount >= 5000 ? 20 : 0;
    case PL:
    case CZ:
      return amount >= 400 && channel === online ? 16 : 0;
    case SE:
    case NO:
    case DK:
    case FI:
      return amount >= 900 && age < 50 && channel !== contactless ? 17 : 0;
    case ZA:
      if (amount >= 250 && amount < 5000 && age < 55 && remote) return 18;
      return amount >= 5000 ? 20 : 0;
    case IN:
    case BR:
    case MX:
      return amount >= 250 && amount < 5000 && age < 55 && remote ? 18 : 0;
    case JP:
    case KR:
      return amount >= 600 && age >= 50 && inShop ? 19 : 0;
    case AE:
      return amount >= 5000 ? 20 : 0;
    default:
      return 0;
  }
}

function columnsW3({ amount, country, age, risk, channel, hour, tenure, velocity, balance, verified }: PaymentColumns, out: Uint8Array): void {
  for (let row = 0; row < out.length; row += 1) {
    const r = risk[row] ?? 0;
    const a = amount[row] ?? 0;
    const v = velocity[row] ?? 0;
    const h = hour[row] ?? 0;
    const t = tenure[row] ?? 0;
    let score = 0;
    if (r >= 0.9) score += 30;
    else if (r >= 0.6) score += 15;
    if (a >= 2000) score += 20;
    else if (a >= 500) score += 10;
    if (v >= 8) score += 25;
    else if (v >= 4) score += 10;
    if (riskyCodes[country[row] ?? 0] === 1) score += 15;
    const by = channel[row];
    if (by === online || by === phone) score += 10;
    if (h < 5) score += 10;
    else if (h >= 22) score += 5;
    if (t < 90) score += 15;
    else if (t >= 2000) score -= 10;
    if ((age[row] ?? 0) < 21) score += 10;
    if ((balance[row] ?? 0) < 300 && a >= 300) score += 20;
    if (verified[row] === 1) score -= 15;
    out[row] = score >= 60 ? 1 : 0;
  }
}
