import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Field } from '../../../../main/resources/web/app/cards/form/field';
import { formOf } from '../../../../main/resources/web/app/cards/form/form-of';
import { initialOf } from '../../../../main/resources/web/app/cards/form/initial';
import { responseOf } from '../../../../main/resources/web/app/cards/form/response';
import { readJson, writeJson } from '../../../../main/resources/web/app/model/json';

/** What a library makes of somebody's types, and what of a form each part of it is to be, by its place. */
interface Sample {
  readonly name: string;
  readonly schema: unknown;
  readonly kinds: Readonly<Record<string, Field['kind']>>;
  readonly labels?: Readonly<Record<string, readonly string[]>>;
  readonly names?: Readonly<Record<string, string>>;
  readonly alternatives?: Readonly<Record<string, readonly string[]>>;
  readonly untouched: unknown;
}

const FOLDER = 'src/test/resources/forms';

/** All fields by their places: members by their names, what is in a list by a star. */
function fieldsIn(field: Field, place = ''): [string, Field][] {
  const under = (name: string) => (place === '' ? name : `${place}/${name}`);
  const inner =
    field.kind === 'group'
      ? field.members.flatMap((member) => fieldsIn(member.field, under(member.name)))
      : field.kind === 'list'
        ? fieldsIn(field.item, under('*'))
        : [];
  return place === '' ? inner : [[place, field], ...inner];
}

for (const file of readdirSync(FOLDER)) {
  for (const sample of readJson(readFileSync(`${FOLDER}/${file}`, 'utf8')) as readonly Sample[]) {
    const form = formOf(sample.schema);
    const fields = new Map(fieldsIn(form));

    test(`${file}: ${sample.name}: each part has its field, and none is JSON but where that is said`, () => {
      const kinds = Object.fromEntries([...fields].map(([place, field]) => [place, field.kind]));
      assert.deepEqual(kinds, sample.kinds);
      assert.equal(form.kind, 'group');
    });

    test(`${file}: ${sample.name}: what is chosen from is called as its titles say`, () => {
      for (const [place, labels] of Object.entries(sample.labels ?? {})) {
        const field = fields.get(place);
        const options = field?.kind === 'choice' || field?.kind === 'choices' ? field.options : [];
        assert.deepEqual(
          options.map(({ label }) => label),
          labels,
          place,
        );
      }
      for (const [place, labels] of Object.entries(sample.alternatives ?? {})) {
        const field = fields.get(place);
        const alternatives = field?.kind === 'variants' ? field.alternatives : [];
        assert.deepEqual(
          alternatives.map(({ label }) => label),
          labels,
          place,
        );
      }
      for (const [place, name] of Object.entries(sample.names ?? {})) {
        assert.equal(fields.get(place)?.label, name);
      }
    });

    test(`${file}: ${sample.name}: untouched it says what its defaults say`, () => {
      assert.equal(writeJson(responseOf(form, initialOf(form))), writeJson(sample.untouched));
    });
  }
}
