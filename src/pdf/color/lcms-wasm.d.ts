// The parts of lcms-wasm 1.0.5 (Little CMS 2.16) that open-color-converter.ts uses; the package has no types.

declare module 'lcms-wasm' {
  /** Addresses in the module's memory are numbers; 0 is none. */
  export interface LittleCms {
    /** A view that changes when the memory grows. */
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    /** Copies the bytes. */
    _cmsOpenProfileFromMem(address: number, bytes: number): number;
    _cmsCloseProfile(profile: number): void;
    _cmsCreate_sRGBProfile(): number;
    /** `whitePoint` 0 is D50. */
    _cmsCreateLab4Profile(whitePoint: number): number;
    _cmsGetColorSpace(profile: number): number;
    _cmsCreateTransform(
      input: number,
      inputFormat: number,
      output: number,
      outputFormat: number,
      intent: number,
      flags: number,
    ): number;
    _cmsDeleteTransform(transform: number): void;
    _cmsDoTransform(transform: number, input: number, output: number, pixels: number): void;
  }
  export function instantiate(): Promise<LittleCms>;
  export const TYPE_RGB_8: number;
  export const TYPE_CMYK_8: number;
  export const cmsSigCmykData: number;
}
