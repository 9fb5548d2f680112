import { expect, test } from 'vitest';
import { expectCode, expectOk } from '#test/support/expect-ok.ts';
import { kian, omid, sara } from '#test/support/till-chain.ts';
import { createTillWorld } from '#test/support/till-world.ts';

test.for<[string, string, readonly string[]]>([
  ['the beginning of a Persian name', 'سار', [sara]],
  ['a name typed on an Arabic keyboard', 'كريمي', [omid]],
  ['the same name typed on a Persian keyboard', 'کریمی', [omid]],
  ['a Latin name in capitals', 'MOHAMM', [sara]],
  ['both names in any order', 'محمدی سارا', [sara]],
  ['a Persian and a Latin beginning together', 'سا moh', [sara]],
  ['a phone number as it is dialled', '09121234', [sara]],
  ['a phone number without its zero', '912123', [sara]],
  ['a phone number with its country code', '+98 912 123', [sara]],
  ['a phone number with two zeros', '0098912', [sara]],
  ['a phone number in Persian digits', '۰۹۱۲۱۲۳۴۵۶۷', [sara]],
  ['the last four digits of a phone number', '4567', [sara]],
  ['the beginning of a card number', '6262000000000003', [omid]],
  ['cards of one member found twice', '626200000000000', [sara, omid]],
  ['somebody without phone and card', 'Kian', [kian]],
  ['nobody', 'Zzyzx', []],
  ['words of the index language', 'NOT OR AND', []],
  ['quotation marks and operators', '" OR words:* NEAR(', []],
])('members are found by %s', async ([, text, expected]) => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { members } = expectOk(await run.screen.searchMembers({ text }));
  expect(members.map(({ memberRef }) => memberRef)).toEqual(expected);
});

test.for(['', ' ', 'س', '123', '۱۲۳', '+', '...', '"'])(
  '"%s" is too little to search members by',
  async (text) => {
    const world = createTillWorld();
    const run = await world.openSignedIn();
    expect(expectCode(await run.screen.searchMembers({ text }))).toBe('search_too_short');
  },
);

test('a found member shows no more of the phone number than its last four digits', async () => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { members } = expectOk(await run.screen.searchMembers({ text: 'Sara' }));
  expect(members).toEqual([
    {
      memberRef: sara,
      name: 'سارا محمدی',
      latinName: 'Sara Mohammadi',
      phoneMasked: '+98••••••4567',
      tierId: 'silver',
    },
  ]);
});

test.for<[string, string, readonly string[]]>([
  ['a Persian name', 'برنج', ['rice-1']],
  ['a Latin beginning', 'che', ['jam-1']],
  ['a piece of a barcode', '۶۲۶۰۰۰', ['tea-1', 'rice-1']],
  ['nothing at all, which shows the first of the list', '', ['tea-1', 'rice-1', 'jam-1']],
  ['something that is not sold', 'gold', []],
])('products are found by %s', async ([, text, expected]) => {
  const world = createTillWorld();
  const run = await world.openSignedIn();
  const { products } = expectOk(await run.screen.searchProducts({ text }));
  expect(products.map(({ productId }) => productId)).toEqual(expected);
});
