/** The demo's food and drink: six product groups. */

import { stemsOf, variantsOf } from './product-stem.ts';
import type { GroupStems } from './product-stem.ts';

const cups = variantsOf(['کوچک', 'small', 100], ['متوسط', 'medium', 125], ['بزرگ', 'large', 150]);
const pieces = variantsOf(
  ['یک عدد', 'single', 100],
  ['بستهٔ ۴تایی', 'pack of 4', 380],
  ['بستهٔ ۸تایی', 'pack of 8', 720],
);
const weights = variantsOf(['۲۵۰ گرم', '250 g', 100], ['۵۰۰ گرم', '500 g', 195], ['۱ کیلو', '1 kg', 380]);
const spices = variantsOf(['۱۰۰ گرم', '100 g', 100], ['۲۵۰ گرم', '250 g', 240], ['۵۰۰ گرم', '500 g', 460]);
const boxes = variantsOf(
  ['تکی', 'single', 100],
  ['جعبهٔ ۶تایی', 'box of 6', 560],
  ['جعبهٔ ۱۲تایی', 'box of 12', 1080],
);
const packs = variantsOf(
  ['کوچک', 'small', 100],
  ['خانواده', 'family size', 180],
  ['بستهٔ ۳تایی', 'pack of 3', 285],
);

export const foodGroups: readonly GroupStems[] = [
  {
    groupId: 'cafe',
    fa: 'کافه',
    en: 'Café',
    stems: stemsOf(
      cups,
      ['اسپرسو', 'Espresso', 65],
      ['آمریکانو', 'Americano', 72],
      ['کاپوچینو', 'Cappuccino', 95],
      ['لاته', 'Latte', 98],
      ['قهوهٔ ترک', 'Turkish coffee', 80],
      ['چای ماسالا', 'Masala tea', 88],
      ['دمنوش به‌لیمو', 'Lemon verbena infusion', 70],
      ['شربت خاکشیر', 'Khakshir cooler', 62],
      ['شکلات داغ', 'Hot chocolate', 105],
    ),
  },
  {
    groupId: 'bakery',
    fa: 'نان و شیرینی',
    en: 'Bakery',
    stems: stemsOf(
      pieces,
      ['نان بربری', 'Barbari bread', 25],
      ['نان سنگک', 'Sangak bread', 30],
      ['کروسان کره‌ای', 'Butter croissant', 55],
      ['شیرینی دانمارکی', 'Danish pastry', 48],
      ['کلوچهٔ فومن', 'Fuman cookie', 35],
      ['نان برنجی', 'Rice cookie', 28],
      ['قطاب یزدی', 'Yazdi qottab', 32],
      ['کیک هویج و گردو', 'Carrot and walnut cake', 68],
      ['نان خامه‌ای', 'Cream puff', 42],
    ),
  },
  {
    groupId: 'nuts',
    fa: 'آجیل و خشکبار',
    en: 'Nuts and dried fruit',
    stems: stemsOf(
      weights,
      ['پستهٔ اکبری', 'Akbari pistachios', 290],
      ['بادام درختی', 'Almonds', 215],
      ['گردوی تویسرکان', 'Tuyserkan walnuts', 240],
      ['بادام هندی', 'Cashews', 265],
      ['فندق', 'Hazelnuts', 230],
      ['توت خشک', 'Dried mulberries', 120],
      ['انجیر استهبان', 'Estahban figs', 180],
      ['برگهٔ زردآلو', 'Dried apricots', 150],
      ['کشمش پلویی', 'Raisins', 85],
    ),
  },
  {
    groupId: 'tea-spices',
    fa: 'چای و ادویه',
    en: 'Tea and spices',
    stems: stemsOf(
      spices,
      ['چای لاهیجان', 'Lahijan black tea', 60],
      ['چای سبز', 'Green tea', 75],
      ['هل سبز', 'Green cardamom', 210],
      ['دارچین', 'Cinnamon', 55],
      ['زردچوبه', 'Turmeric', 40],
      ['سماق', 'Sumac', 48],
      ['گل محمدی خشک', 'Dried damask rose', 90],
      ['زیرهٔ کرمان', 'Kerman cumin', 70],
      ['لیمو عمانی', 'Dried limes', 52],
    ),
  },
  {
    groupId: 'sweets',
    fa: 'شکلات و سوغات',
    en: 'Chocolate and souvenirs',
    stems: stemsOf(
      boxes,
      ['سوهان قم', 'Qom sohan', 110],
      ['گز اصفهان', 'Isfahan gaz', 125],
      ['باقلوای تبریز', 'Tabriz baklava', 95],
      ['شکلات تلخ ۷۲٪', 'Dark chocolate 72%', 88],
      ['شکلات شیری فندقی', 'Hazelnut milk chocolate', 82],
      ['نبات زعفرانی', 'Saffron rock candy', 65],
      ['لواشک انار', 'Pomegranate fruit leather', 38],
      ['ارده شیره', 'Tahini and grape syrup', 58],
      ['پشمک کاکائویی', 'Cocoa pashmak', 46],
    ),
  },
  {
    groupId: 'breakfast',
    fa: 'صبحانه و لبنیات',
    en: 'Breakfast and dairy',
    stems: stemsOf(
      packs,
      ['پنیر لیقوان', 'Lighvan cheese', 120],
      ['خامهٔ صبحانه', 'Breakfast cream', 45],
      ['کرهٔ گیاهی', 'Plant butter', 68],
      ['ماست چکیده', 'Strained yoghurt', 72],
      ['عسل آویشن', 'Thyme honey', 260],
      ['مربای آلبالو', 'Sour cherry jam', 95],
      ['مربای به', 'Quince jam', 98],
      ['حلوا ارده', 'Halva', 78],
      ['کنجد بوداده', 'Roasted sesame', 64],
    ),
  },
];
