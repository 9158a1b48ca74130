import assert from 'node:assert/strict';
import { test } from 'node:test';
import { questionsOf } from '../../../main/resources/web/app/model/questions';

function one(question: unknown) {
  return questionsOf({ questions: [question] })?.[0];
}

test('options that are plain texts are options', () => {
  const question = one({ question: 'Where?', options: ['eu', 'us'] });
  assert.deepEqual(
    question?.options.map(({ label, cannot }) => [label, cannot]),
    [
      ['eu', null],
      ['us', null],
    ],
  );
});

test('several can be chosen by either name of it', () => {
  assert.equal(one({ question: 'a', multiSelect: true })?.isMultiple, true);
  assert.equal(one({ question: 'a', multiple: true })?.isMultiple, true);
  assert.equal(one({ question: 'a', multiSelect: false, multiple: true })?.isMultiple, true);
  assert.equal(one({ question: 'a', multiple: 'yes' })?.isMultiple, false);
});

test('an answer of one’s own can be refused, but not where nothing else is left', () => {
  assert.equal(one({ question: 'a', options: ['b'], custom: false })?.isFree, false);
  assert.equal(one({ question: 'a', custom: false })?.isFree, true);
  assert.equal(one({ question: 'a', options: ['b'] })?.isFree, true);
});

test('an option without a name, or with the name of another, cannot be chosen', () => {
  const options = one({
    question: 'a',
    options: [{ label: 'x' }, { label: '  ' }, {}, { label: 'y' }, { label: 'y' }],
  })?.options;
  assert.deepEqual(
    options?.map(({ cannot }) => cannot === null),
    [true, false, false, false, false],
  );
});

test('whatever else is told is kept to be shown', () => {
  const question = one({
    question: 'a',
    weight: 1,
    options: [{ label: 'x', preview: '+-+', cost: 3, description: 7 }],
  });
  assert.deepEqual(question?.rest, [['weight', 1]]);
  assert.equal(question.options[0]?.preview, '+-+');
  assert.deepEqual(question.options[0].rest, [
    ['cost', 3],
    ['description', 7],
  ]);
});

test('questions of another shape are none', () => {
  const others = [undefined, null, 'text', {}, { questions: [] }, { questions: 'a' }, { questions: [{}] }];
  for (const data of [
    ...others,
    { questions: [{ question: ' ' }] },
    { questions: [{ question: 'a', options: 'b' }] },
  ]) {
    assert.equal(questionsOf(data), null, JSON.stringify(data));
  }
  assert.equal(questionsOf({ questions: [{ question: 'a' }, { title: 'b' }] }), null);
  assert.equal(questionsOf({ questions: [{ question: 'a' }, 'a'] }), null);
  assert.equal(questionsOf(Object.create({ questions: [{ question: 'a' }] })), null);
});
