import { own, textOf } from '../../model/interaction';
import { writeJson, written } from '../../model/json';
import type { Option } from './field';
import type { Schema } from './schema';

/** The options of an `enum`, called as `enumNames` has it. */
export function optionsOf(schema: Schema): Option[] {
  const values = own(schema, 'enum');
  const names = own(schema, 'enumNames');
  return told(
    (Array.isArray(values) ? values : []).map((value: unknown, index) =>
      option(value, textOf(Array.isArray(names) ? names[index] : undefined), ''),
    ),
  );
}

/** The options that schemas are, each of one value or a few; null where one of them is something else. */
export function optionsAmong(schemas: readonly Schema[]): Option[] | null {
  const found: Option[] = [];
  for (const schema of schemas) {
    if (Object.hasOwn(schema, 'const')) {
      found.push(option(schema['const'], textOf(own(schema, 'title')), textOf(own(schema, 'description'))));
    } else if (Array.isArray(own(schema, 'enum'))) {
      found.push(...optionsOf(schema));
    } else {
      return null;
    }
  }
  return told(found);
}

function option(value: unknown, title: string, hint: string): Option {
  return { key: writeJson(value), value, label: title.trim() === '' ? called(value) : title, hint };
}

/** No option is without a name. */
function called(value: unknown): string {
  const text = written(value);
  return text.trim() === '' ? writeJson(value) : text;
}

/** Each value once; options that are called alike are told apart by their values. */
function told(options: readonly Option[]): Option[] {
  const each = [...new Map(options.map((one) => [one.key, one])).values()];
  const counts = new Map<string, number>();
  each.forEach(({ label }) => counts.set(label, (counts.get(label) ?? 0) + 1));
  return each.map((one) => (counts.get(one.label) === 1 ? one : { ...one, label: `${one.label} (${one.key})` }));
}
