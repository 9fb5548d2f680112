/** The examples of docs/programme.md are what the program reads. */

import { describe, expect, it } from 'vitest';
import { programmeFault } from '#shared/contracts/programme-fault.ts';
import { programmeSchema } from '#shared/contracts/programme-schema.ts';
import { projectText } from './project-files.ts';

const text = projectText('docs/programme.md');
const examples = [...text.matchAll(/```json\n(?<json>.*?)```/gs)].map(
  (match) => match.groups?.['json'] ?? '',
);

describe('the document of the programme', () => {
  it('has an example of every part', () => {
    const parts = new Set(examples.flatMap((json) => Object.keys(JSON.parse(json) as object)));
    expect([...parts].toSorted()).toEqual(Object.keys(programmeSchema.parse({})).toSorted());
  });

  it.each(examples)('shows what can be read: %s', (json) => {
    const programme = programmeSchema.parse(JSON.parse(json));
    expect(programmeFault(programme, { tierIds: ['bronze', 'silver', 'gold'] })).toBeUndefined();
  });
});
