/** The demo's clothing, home and beauty: six product groups. */

import { stemsOf, variantsOf } from './product-stem.ts';
import type { GroupStems } from './product-stem.ts';

const colours = variantsOf(['سرمه‌ای', 'navy', 100], ['کرم', 'cream', 100], ['زغالی', 'charcoal', 104]);
const leathers = variantsOf(['مشکی', 'black', 100], ['قهوه‌ای', 'brown', 100], ['عسلی', 'tan', 106]);
const ages = variantsOf(['۴ سال', 'age 4', 100], ['۶ سال', 'age 6', 108], ['۸ سال', 'age 8', 116]);
const sizes = variantsOf(['کوچک', 'small', 100], ['متوسط', 'medium', 140], ['بزرگ', 'large', 185]);
const bottles = variantsOf(
  ['۵۰ میلی‌لیتر', '50 ml', 100],
  ['۱۰۰ میلی‌لیتر', '100 ml', 170],
  ['۲۰۰ میلی‌لیتر', '200 ml', 290],
);
const gifts = variantsOf(['جعبهٔ هدیه', 'gift box', 100]);

export const householdGroups: readonly GroupStems[] = [
  {
    groupId: 'womenswear',
    fa: 'پوشاک زنانه',
    en: 'Womenswear',
    stems: stemsOf(
      colours,
      ['مانتوی کتان', 'Linen manteau', 1650],
      ['شومیز نخی', 'Cotton shirt', 890],
      ['روسری ابریشم', 'Silk headscarf', 720],
      ['شال نخی', 'Cotton shawl', 340],
      ['پالتوی پشمی', 'Wool coat', 4200],
      ['دامن میدی', 'Midi skirt', 980],
      ['شلوار راسته', 'Straight trousers', 1180],
      ['بافت یقه‌گرد', 'Round-neck knit', 1240],
      ['تونیک گلدوزی', 'Embroidered tunic', 1090],
    ),
  },
  {
    groupId: 'menswear',
    fa: 'پوشاک مردانه',
    en: 'Menswear',
    stems: stemsOf(
      colours,
      ['پیراهن آکسفورد', 'Oxford shirt', 960],
      ['تی‌شرت نخی', 'Cotton T-shirt', 420],
      ['شلوار جین', 'Jeans', 1380],
      ['شلوار کتان', 'Chinos', 1220],
      ['کاپشن پفی', 'Puffer jacket', 3400],
      ['ژاکت پشمی', 'Wool cardigan', 1750],
      ['کمربند چرم', 'Leather belt', 560],
      ['جوراب ۳ جفتی', 'Socks, 3 pairs', 180],
      ['کت تک', 'Blazer', 3900],
    ),
  },
  {
    groupId: 'kidswear',
    fa: 'پوشاک کودک',
    en: 'Kidswear',
    stems: stemsOf(
      ages,
      ['سویشرت کلاه‌دار', 'Hooded sweatshirt', 640],
      ['شلوار راحتی', 'Joggers', 430],
      ['پیراهن گلدار', 'Floral dress', 720],
      ['تی‌شرت طرح‌دار', 'Printed T-shirt', 290],
      ['کاپشن زمستانی', 'Winter jacket', 1680],
      ['لباس خواب', 'Pyjamas', 480],
      ['کلاه و شال بافت', 'Knitted hat and scarf', 350],
      ['جوراب‌شلواری', 'Tights', 160],
      ['سارافون جین', 'Denim pinafore', 690],
    ),
  },
  {
    groupId: 'shoes-bags',
    fa: 'کیف و کفش',
    en: 'Shoes and bags',
    stems: stemsOf(
      leathers,
      ['کفش رسمی چرم', 'Leather dress shoes', 2900],
      ['کالج روزمره', 'Everyday loafers', 1850],
      ['نیم‌بوت', 'Ankle boots', 3300],
      ['صندل طبی', 'Comfort sandals', 980],
      ['کیف دوشی', 'Shoulder bag', 1650],
      ['کیف پول', 'Wallet', 620],
      ['کوله‌پشتی', 'Backpack', 1450],
      ['کیف لپ‌تاپ', 'Laptop bag', 1980],
      ['جاکارتی', 'Card holder', 280],
    ),
  },
  {
    groupId: 'home',
    fa: 'خانه و آشپزخانه',
    en: 'Home and kitchen',
    stems: stemsOf(
      sizes,
      ['کاسهٔ سفالی لالجین', 'Lalejin clay bowl', 150],
      ['سینی مسی زنجان', 'Zanjan copper tray', 680],
      ['رومیزی قلمکار', 'Ghalamkar tablecloth', 420],
      ['قوری چینی', 'Porcelain teapot', 390],
      ['ماهیتابهٔ چدنی', 'Cast-iron pan', 860],
      ['شمع معطر', 'Scented candle', 190],
      ['کوسن گلیم', 'Kilim cushion', 300],
      ['گلدان شیشه‌ای', 'Glass vase', 260],
      ['تختهٔ چوبی', 'Wooden board', 210],
    ),
  },
  {
    groupId: 'beauty',
    fa: 'زیبایی و بهداشت',
    en: 'Beauty and care',
    stems: stemsOf(
      bottles,
      ['گلاب قمصر', 'Qamsar rose water', 70],
      ['روغن آرگان', 'Argan oil', 340],
      ['کرم دست بادام', 'Almond hand cream', 110],
      ['شامپوی سدر', 'Sidr shampoo', 130],
      ['لوسیون بدن', 'Body lotion', 165],
      ['ضدآفتاب SPF 50', 'Sunscreen SPF 50', 280],
      ['ادکلن بهارنارنج', 'Orange blossom cologne', 460],
      ['صابون مایع زیتون', 'Olive liquid soap', 95],
    ).concat(stemsOf(gifts, ['ست حمام', 'Bath set', 690])),
  },
];
