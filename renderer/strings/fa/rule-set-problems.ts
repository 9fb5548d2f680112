/** Every problem of a rule set in Persian. */

import type { RuleSetProblemTexts } from '../rule-set-problem-text.ts';

export const ruleSetProblems: RuleSetProblemTexts = {
  problems: {
    missing: { sentence: 'این بخش نوشته نشده است.', nextStep: 'آن را طبق طرح مجموعه‌قواعد اضافه کنید.' },
    unknownField: {
      sentence: 'زبان پیشنهادها در اینجا بخشی به نام {name} ندارد.',
      nextStep: 'آن را بردارید یا املای آن را بررسی کنید.',
    },
    wrongType: {
      sentence: 'این مقدار از نوع {expected} نیست.',
      nextStep: 'مقداری از همان نوع بنویسید؛ مبلغ عدد صحیح و بدون گیومه است.',
    },
    unknownWord: { sentence: 'این واژه در اینجا شناخته نیست.', nextStep: 'بنویسید: {allowed}.' },
    tooSmall: { sentence: 'این عدد از {least} کمتر است.', nextStep: '{least} یا بیشتر بنویسید.' },
    tooLarge: { sentence: 'این عدد از {most} بیشتر است.', nextStep: '{most} یا کمتر بنویسید.' },
    tooFew: {
      sentence: 'اینجا کمتر از {least} مورد آمده است.',
      nextStep: 'دست‌کم {least} مورد بنویسید یا این بخش را بردارید.',
    },
    tooMany: { sentence: 'اینجا بیش از {most} مورد آمده است.', nextStep: 'حداکثر {most} مورد بنویسید.' },
    malformed: {
      sentence: 'این مقدار خوانده نمی‌شود: {problem}.',
      nextStep: 'آن را به شکلی که طرح مجموعه‌قواعد می‌گوید بنویسید.',
    },
    dividesByZero: {
      sentence: 'در اینجا تقسیم بر صفر پیش می‌آید.',
      nextStep: 'مبلغ یا تعدادی را بنویسید که یک گام می‌سازد: ۱ یا بیشتر.',
    },
    aboveWhole: {
      sentence: 'این از کل بیشتر است: ۱۰٬۰۰۰ واحد پایه یعنی ۱۰۰٪.',
      nextStep: '۱۰٬۰۰۰ یا کمتر بنویسید؛ ۱۰٪ می‌شود ۱٬۰۰۰.',
    },
    multipliesByLess: {
      sentence: 'ضریب ۱۰٬۰۰۰ یا کمتر چیزی اضافه نمی‌کند.',
      nextStep: 'برای دو برابر ۲۰٬۰۰۰ و برای یک و نیم برابر ۱۵٬۰۰۰ بنویسید.',
    },
    duplicateId: {
      sentence: '{kind} {name} برای بار دوم آمده است.',
      nextStep: 'به هر کدام شناسه‌ای جدا بدهید.',
    },
    unknownName: {
      sentence: '{kind} {name} وجود ندارد.',
      nextStep: 'شناسه را بررسی کنید یا نخست {kind} را بسازید.',
    },
    misspeltName: { sentence: '{kind} {name} وجود ندارد.', nextStep: 'آیا منظورتان {nearest} است؟' },
    notUsed: {
      sentence: 'هیچ پیشنهادی از {kind} {name} نام نمی‌برد.',
      nextStep: 'آن را در پیشنهادی به کار ببرید یا بردارید.',
    },
    namesItself: {
      sentence: 'پیشنهاد {name} از خودش نام می‌برد.',
      nextStep: 'آن را از فهرست خودش بردارید.',
    },
    overlapsOwnGroup: {
      sentence: 'پیشنهاد {name} از همین گروه انحصاری {group} است.',
      nextStep: 'آن را از notWith بردارید: از هر گروه در هر حال یکی اجرا می‌شود.',
    },
    alreadyAlone: {
      sentence: 'پیشنهادی که تنهاست در هر حال کنار هیچ پیشنهادی نمی‌آید.',
      nextStep: 'این بخش را بردارید یا حالت دیگری برگزینید.',
    },
    lonelyGroup: {
      sentence: 'هیچ پیشنهاد دیگری از گروه انحصاری {group} نیست.',
      nextStep: 'نام گروه را بررسی کنید یا آن را بردارید.',
    },
    impossibleDate: {
      sentence: 'هیچ سالی این روز را ندارد.',
      nextStep: 'روزی بنویسید که این ماه در این تقویم دارد؛ ۳۰ اسفند و ۲۹ فوریه درست‌اند.',
    },
    datesReversed: {
      sentence: 'روز پایان، {until}، پیش از روز آغاز، {from}، است.',
      nextStep: 'جای دو تاریخ را عوض کنید.',
    },
    timesReversed: {
      sentence: 'پیشنهاد در تنها روز خود ساعت {until} پایان می‌یابد، پیش از آغاز آن در {from}.',
      nextStep: 'ساعت پایان یا روز پایان را دیرتر بنویسید.',
    },
    monthStartsDisagree: {
      sentence: 'این ماه قمری دیرتر از ماه پیش از خود، {other}، آغاز نمی‌شود.',
      nextStep: 'یکی از دو تاریخ را درست کنید.',
    },
    countdownEndless: {
      sentence: 'پیشنهاد شمارش معکوس دارد ولی تاریخ پایان ندارد.',
      nextStep: 'شرطی از نوع dates بیفزایید یا شمارش معکوس را بردارید.',
    },
    rangeReversed: {
      sentence: 'دست‌کم {atLeast} و حداکثر {atMost} با هم برقرار نمی‌شود.',
      nextStep: 'جای دو عدد را عوض کنید.',
    },
    neverHolds: {
      sentence: 'هیچ فروشی این شرط را برآورده نمی‌کند.',
      nextStep: 'شرط را گسترده‌تر کنید یا بردارید.',
    },
    contradicts: {
      sentence: 'این شرط هرگز همراه {other} برقرار نمی‌شود و کسی پیشنهاد را نمی‌گیرد.',
      nextStep: 'یکی از دو شرط را گسترده‌تر کنید یا هر دو را در any بگذارید.',
    },
    excludesItself: {
      sentence: 'همین شرط هم خواسته و هم کنار گذاشته شده است؛ {other} را ببینید.',
      nextStep: 'یکی از آن دو را بردارید.',
    },
    branchNeverHolds: {
      sentence: 'این راه رسیدن به پیشنهاد هرگز باز نمی‌شود: با {other} جور نیست.',
      nextStep: 'آن را گسترده‌تر کنید یا بردارید.',
    },
    activityHasNoBasket: {
      sentence: 'فعالیت سبد ندارد، پس {condition} هرگز برقرار نمی‌شود.',
      nextStep: 'این شرط یا فعالیت را بردارید.',
    },
    activityCannotGive: {
      sentence: 'فعالیت سبد ندارد، پس {effect} به هیچ می‌رسد.',
      nextStep: 'از bonusPoints، walletCreditFixed، هدیه، کوپن، بلیت قرعه‌کشی یا مهر استفاده کنید.',
    },
    givesNothing: {
      sentence: 'با سقف ۰ پیشنهاد چیزی نمی‌دهد.',
      nextStep: 'بیشترین مبلغ را بنویسید یا سقف را بردارید.',
    },
    exceedsCap: {
      sentence: 'این {given} می‌دهد ولی {cap} تا {most} اجازه می‌دهد.',
      nextStep: 'کمتر بدهید یا سقف را بالا ببرید؛ وگرنه به مشتری بیش از آنچه می‌گیرد وعده داده‌اید.',
    },
    stepsNotRising: {
      sentence: 'پلهٔ {from} بالاتر از پلهٔ پیش از خود، {before}، نیست.',
      nextStep: 'پله‌ها را از پایین به بالا بنویسید.',
    },
    stepsFall: {
      sentence: 'این پلهٔ بالاتر {value} می‌دهد، کمتر از {before} در پلهٔ پیش.',
      nextStep: 'این دو مقدار را بررسی کنید.',
    },
    freeAboveEvery: {
      sentence: 'از هر {everyPieces} عدد، {freePieces} عدد نمی‌تواند رایگان باشد.',
      nextStep: 'تعداد رایگان را کم کنید؛ «سه‌تا بخر، ارزان‌ترین رایگان» یعنی everyPieces 3 و freePieces 1.',
    },
    worthTooLarge: {
      sentence: 'در بزرگ‌ترین فروش، ارزش هدیه‌های همهٔ پیشنهادها می‌تواند از {most} بگذرد.',
      nextStep: 'perMinor را بالا ببرید یا تعداد یا ارزش هدیه را کم کنید.',
    },
    limitEmpty: { sentence: 'این محدودیت چیزی را محدود نمی‌کند.', nextStep: 'costMinor یا uses را بنویسید.' },
    basketLimitPeriod: {
      sentence: 'محدودیت یک سبد دوره ندارد.',
      nextStep: 'دوره را بردارید یا دامنهٔ دیگری برگزینید.',
    },
    basketLimitUses: {
      sentence: 'هر پیشنهاد در هر حال یک بار برای سبد اجرا می‌شود.',
      nextStep: 'uses را بردارید یا دامنهٔ دیگری برگزینید.',
    },
    armsTooLarge: {
      sentence: 'شاخه‌ها روی هم {sum} از ۱۰٬۰۰۰ واحد پایه‌اند.',
      nextStep: 'سهم آنها را کم کنید؛ آنچه می‌ماند گروه شاهد است.',
    },
  },
  kinds: {
    offer: 'پیشنهاد',
    tier: 'سطح',
    store: 'فروشگاه',
    storeGroup: 'گروه فروشگاه',
    product: 'کالا',
    productGroup: 'گروه کالا',
    brand: 'برند',
    tag: 'برچسب',
    experiment: 'آزمایش',
    arm: 'شاخه',
    stampCard: 'کارت مهر',
    monthStart: 'آغاز ماه',
  },
  severities: { refused: 'رد شد', warning: 'هشدار' },
  fits: 'مجموعه‌قواعد درست است.',
};
