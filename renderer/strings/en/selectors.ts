/** Which goods are meant, in English. */

export const selectors = {
  everything: 'the whole basket',
  brand: '{{name}} brand',
  tag: '“{{name}}” goods',
  products_one: '{{count, number}} chosen product',
  products_other: '{{count, number}} chosen products',
  exceptReduced: '{{what}} not already reduced',
};
