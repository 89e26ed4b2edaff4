// Names of months and weekdays as the paper writes them. Solar Hijri and Gregorian names of fa-AF, fa and ps follow CLDR 44,
// with the letters of Pashto orthography (غبرګولی, چنګاښ, ليندۍ) and without the ezafe that CLDR puts on سنبله; dates.ts
// gives it to names before a year.
import type { CalendarName } from './calendar.ts';

/** A locale for which this file has names. */
export type NamedLocale = 'fa-AF' | 'fa' | 'ps' | 'en' | 'de' | 'fr';

interface LocaleNames {
  /** From Sunday. */
  readonly weekdays: readonly string[];
  readonly months: Readonly<Record<CalendarName, readonly string[]>>;
}

const names = (list: string): readonly string[] => list.split(' | ');

const LUNAR_PERSIAN = 'محرم | صفر | ربیع‌الاول | ربیع‌الثانی | جمادی‌الاول | جمادی‌الثانی | رجب | شعبان | رمضان | شوال | ذیقعده | ذیحجه'; // prettier-ignore
const WEEKDAYS_PERSIAN = 'یکشنبه | دوشنبه | سه‌شنبه | چهارشنبه | پنجشنبه | جمعه | شنبه';

export const CALENDAR_NAMES: Readonly<Record<NamedLocale, LocaleNames>> = {
  'fa-AF': {
    weekdays: names(WEEKDAYS_PERSIAN),
    months: {
      persian: names('حمل | ثور | جوزا | سرطان | اسد | سنبله | میزان | عقرب | قوس | جدی | دلو | حوت'),
      gregorian: names(
        'جنوری | فبروری | مارچ | اپریل | می | جون | جولای | اگست | سپتمبر | اکتوبر | نومبر | دسمبر',
      ),
      islamic: names(LUNAR_PERSIAN),
    },
  },
  fa: {
    weekdays: names(WEEKDAYS_PERSIAN),
    months: {
      persian: names(
        'فروردین | اردیبهشت | خرداد | تیر | مرداد | شهریور | مهر | آبان | آذر | دی | بهمن | اسفند',
      ),
      gregorian: names(
        'ژانویه | فوریه | مارس | آوریل | مه | ژوئن | ژوئیه | اوت | سپتامبر | اکتبر | نوامبر | دسامبر',
      ),
      islamic: names(LUNAR_PERSIAN),
    },
  },
  ps: {
    weekdays: names('یکشنبه | دوشنبه | سه‌شنبه | چهارشنبه | پنجشنبه | جمعه | شنبه'),
    months: {
      persian: names('وری | غويی | غبرګولی | چنګاښ | زمری | وږی | تله | لړم | ليندۍ | مرغومی | سلواغه | کب'),
      gregorian: names(
        'جنوري | فبروري | مارچ | اپرېل | مۍ | جون | جولای | اګست | سپتمبر | اکتوبر | نومبر | ډسمبر',
      ),
      islamic: names('محرم | صفر | ربيع الاول | ربيع الثاني | جمادي الاول | جمادي الثاني | رجب | شعبان | رمضان | شوال | ذوالقعده | ذوالحجه'), // prettier-ignore
    },
  },
  en: {
    weekdays: names('Sunday | Monday | Tuesday | Wednesday | Thursday | Friday | Saturday'),
    months: {
      persian: names(
        'Hamal | Saur | Jawza | Saratan | Asad | Sunbula | Mizan | Aqrab | Qaws | Jadi | Dalw | Hut',
      ),
      gregorian: names('January | February | March | April | May | June | July | August | September | October | November | December'), // prettier-ignore
      islamic: names('Muharram | Safar | Rabi I | Rabi II | Jumada I | Jumada II | Rajab | Shaban | Ramadan | Shawwal | Dhul-Qadah | Dhul-Hijjah'), // prettier-ignore
    },
  },
  de: {
    weekdays: names('Sonntag | Montag | Dienstag | Mittwoch | Donnerstag | Freitag | Samstag'),
    months: {
      persian: names(
        'Hamal | Saur | Dschausa | Saratan | Asad | Sunbula | Misan | Aqrab | Qaus | Dschadi | Dalw | Hut',
      ),
      gregorian: names('Januar | Februar | März | April | Mai | Juni | Juli | August | September | Oktober | November | Dezember'), // prettier-ignore
      islamic: names('Muharram | Safar | Rabi I | Rabi II | Dschumada I | Dschumada II | Radschab | Schaban | Ramadan | Schawwal | Dhu l-Qada | Dhu l-Hiddscha'), // prettier-ignore
    },
  },
  fr: {
    weekdays: names('dimanche | lundi | mardi | mercredi | jeudi | vendredi | samedi'),
    months: {
      persian: names(
        'hamal | saour | djawza | saratan | assad | sonbola | mizan | aqrab | qaws | djadi | dalw | hout',
      ),
      gregorian: names('janvier | février | mars | avril | mai | juin | juillet | août | septembre | octobre | novembre | décembre'), // prettier-ignore
      islamic: names('mouharram | safar | rabia I | rabia II | joumada I | joumada II | rajab | chaabane | ramadan | chawwal | dhou al-qida | dhou al-hijja'), // prettier-ignore
    },
  },
};

/** Other spellings that occur in manuscripts, for reading only: name → [calendar, month from 1]. */
export const OTHER_MONTH_SPELLINGS: Readonly<Record<string, readonly [CalendarName, number]>> = {
  سنبلهٔ: ['persian', 6],
  غویی: ['persian', 2],
  غبرگولی: ['persian', 3],
  چنگاښ: ['persian', 4],
  لیندۍ: ['persian', 9],
  امرداد: ['persian', 5],
  ابان: ['persian', 8],
  فبروری: ['gregorian', 2],
  ارديبهشت: ['persian', 2],
  jänner: ['gregorian', 1],
};

/** The names to use for a BCP 47 tag, or undefined when this file has none. Plain `fa` is Iranian, as in CLDR. */
export function namedLocale(tag: string): NamedLocale | undefined {
  const [language = '', ...rest] = tag.toLowerCase().split(/[-_]/);
  switch (language) {
    case 'prs':
      return 'fa-AF';
    case 'fa':
    case 'pes':
      return rest.includes('af') ? 'fa-AF' : 'fa';
    case 'ps':
    case 'pbt':
    case 'pbu':
      return 'ps';
    case 'en':
    case 'de':
    case 'fr':
      return language;
    default:
      return undefined;
  }
}
