// What the press edition asks of every bitmap: the inks it becomes, the pixels it needs, and where work done is kept.
import type { PictureLimits } from '../../base/printer-profile.ts';
import type { PressJob } from '../../press/press-job.ts';
import type { ColorConverter } from '../color/color-writer.ts';

/** Bytes kept from one build to the next. A cache that fails or forgets only costs time. */
export interface PictureCache {
  /** The bytes put under this key (64 hexadecimal digits), or null. */
  get(key: string): Promise<Uint8Array | null>;
  put(key: string, bytes: Uint8Array): Promise<void>;
}

export interface PressPictures {
  readonly converter: ColorConverter;
  /** The ICC profile of the printing condition. */
  readonly icc: Uint8Array;
  /** Name of the printing condition: FOGRA39. */
  readonly condition: string;
  readonly intent: 'perceptual' | 'relative';
  /** Greatest sum of inks, 4 = 400 %. */
  readonly inkLimit: number;
  readonly limits: PictureLimits;
  /** Whether transparency is laid on white, because the standard has none. */
  readonly flatten: boolean;
  /** Null when nothing is kept. */
  readonly cache: PictureCache | null;
}

/** What the job means for bitmaps; `converter` is that of the same job. */
export function pressPictures(
  job: PressJob,
  converter: ColorConverter,
  cache: PictureCache | null,
): PressPictures {
  const { profile, icc, claims } = job;
  return {
    converter,
    icc,
    condition: profile.condition.identifier,
    intent: profile.intent,
    inkLimit: profile.inkLimit,
    limits: profile.pictures,
    flatten: profile.standard === 'pdfx-1a' || claims.includes('pdfa-1b'),
    cache,
  };
}
