// Flag bits of the `glyf` table (OpenType 1.9, “glyf”): of the points of simple glyphs, and of components.

export const ON_CURVE = 1;
export const X_SHORT = 2;
export const Y_SHORT = 4;
export const REPEAT = 8;
export const X_SAME_OR_POSITIVE = 16;
export const Y_SAME_OR_POSITIVE = 32;

export const ARGS_ARE_WORDS = 0x0001;
export const ARGS_ARE_XY = 0x0002;
export const HAVE_SCALE = 0x0008;
export const MORE_COMPONENTS = 0x0020;
export const HAVE_XY_SCALE = 0x0040;
export const HAVE_2X2 = 0x0080;
