const NUMBER = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** A number as its digits say, exactly: 0.digits times ten to the power of the exponent. Zero has no digits. */
interface Decimal {
  readonly isNegative: boolean;
  readonly digits: string;
  readonly exponent: number;
}

/** Whether a text is a number as JSON writes them. */
export function isNumber(text: string): boolean {
  return NUMBER.test(text);
}

/** Whether a number has no fraction; JSON Schema calls 1.0 and 1e3 integers. */
export function isWhole(number: string): boolean {
  const { digits, exponent } = decimal(number);
  return digits.length <= exponent || digits === '';
}

/** Below zero, zero or above, as the first number is less than, equal to or more than the other. */
export function compare(one: string, other: string): number {
  const [first, second] = [decimal(one), decimal(other)];
  if (sign(first) !== sign(second)) {
    return sign(first) - sign(second);
  }
  const [small, large] = sign(first) < 0 ? [second, first] : [first, second];
  return small.exponent === large.exponent ? order(small.digits, large.digits) : order(small.exponent, large.exponent);
}

function decimal(number: string): Decimal {
  const [, minus = '', whole = '', fraction = '', power = '0'] = NUMBER.exec(number) ?? [];
  const all = whole + fraction;
  const zeros = all.length - all.replace(/^0+/, '').length;
  const digits = all.slice(zeros).replace(/0+$/, '');
  return { isNegative: minus === '-', digits, exponent: digits === '' ? 0 : whole.length - zeros + Number(power) };
}

function sign({ digits, isNegative }: Decimal): number {
  return digits === '' ? 0 : isNegative ? -1 : 1;
}

/** Digits behind the point stand in the order of texts. */
function order<T extends string | number>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
