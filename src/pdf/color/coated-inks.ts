// Process inks on coated paper as an ICC profile for reading (ICC.1:1998-09, class scnr): what CMYK means in an archive file
// (ISO 19005-2, 6.2.4.3). 1.9 kB in the file instead of the 350 of a whole profile.
import { D50, descriptionTag, iccProfile, textTag, xyzTag } from './icc-file.ts';

/** Steps of each ink in the grid: none, a third, two thirds, full. */
const STEPS = 4;
/**
 * L* · 2.55, a* + 128, b* + 128 of all mixtures, black ink fastest, then yellow, magenta, cyan; relative to the paper. Computed by
 * Little CMS from press/profiles/fogra39l-coated.icc (CC0); what lies between comes out 1 away on average, 4 at most (ΔE).
 */
const GRID =
  '/4CAx4CAg4CALICB+X2cwX2Ufn6NK3+F83y/vHyve3yeJX6I73viuHvLeXuwLH2N1pZ7qJB8b4p+J4WA0ZOUo46PbImKJoOEzJKyn42maYiZ' +
  'IYGHyJLRm4y+ZoeoJ4GLqbJ6g6Z7V5l9HoiBpbCOgKWLVpiHHYeDoq+nfqOeVJaTHYWFn67Ae6OxUpWfHoSIgs1+ZLx+Q6h/Ho+CgcuOY7qK' +
  'QqaHHoyEgMmhYriZQqOQGomFf8ezYbamQqKYIImI3nVvrXdzcnp4J3592HCLqHOIb3eFJnyC0W2so3GhbHWVInuFzWzMn3C7aXSmJ3qKuolt' +
  'koZxYYR2IoJ9tYWFjoODXoKCIoCBr4KhioGZXICRH3+Eq4G9hoCwWn+fI36IkKNscZtxTJJ2GoZ/jaCAb5iAS5CAG4SBiZ6XbJaSSY6MG4OE' +
  'hpyuapWkSIyXG4GGbL5vU7ByOKB4Gox/a7p/U61/OZ2AGomCareRUqqNOJuJGIaEabWiUaiaOJmRHYaGuGddj2xlXnJuHnt7sV93i2Z5XG57' +
  'Hnl+rFmWhmGRWWuLHXiCqFezg1+oWGmZHneGmXlceHpkUHxuGn97lHJzdXV2Tnl6HX5+j22OcXGLTHaHHHyCjGunb2+fS3SUHHuFdZJdXI5l' +
  'PolvFoR8coxvWolzPoZ4GYJ/boeFWIWEPIODG4CCbIWaVoOVPIGOGH+EVapeQqFmLpZwFYh+VKVuQpxyLpJ4FoWAUqB/QZiAL4+BFoOCUZ2P' +
  'QZWMLo2JGIGElFhOc19ZS2lmHXd2jktnb1ZtSWRzHXV7iUGDbE6DSF+BGXV/hzydakuXSF2OIHOEe2lOX21ZP3NnGnx3dl5kXGVqPm5yGnp7' +
  'clV9Wl5+PWp+GXqAcFCUWVqPPWiKHXiDXYBQSYBaMoBoFIF6WnZiR3hpMXtxFn99V252RnJ5MXd8GH6AVmmJRW6IMXWGGX2DQZdRNZFcJ4xq' +
  'F4Z6QI1gNYpoJ4dyF4N+P4ZxNIR2J4J7GIGBP4CBNH+CKH+DGYCD';

/** The bytes of the profile; the same ones every time. */
export function coatedInksProfile(): Uint8Array {
  return iccProfile('scnrCMYKLab ', [
    ['desc', descriptionTag('Process inks on coated paper')],
    ['cprt', textTag('No copyright, use freely')],
    ['wtpt', xyzTag(D50)],
    ['A2B0', gridTag()],
  ]);
}

/** 6.5.8, lut16Type: straight curves of two points, and the grid; the eight bits of a value are the upper ones of sixteen. */
function gridTag(): Uint8Array {
  const grid = Buffer.from(GRID, 'base64');
  const tag = Buffer.alloc(52 + 4 * 4 + 2 * grid.length + 4 * 3);
  tag.write('mft2', 0, 'latin1');
  tag.set([4, 3, STEPS], 8);
  // The matrix is for XYZ only: it changes nothing.
  for (const at of [12, 28, 44]) tag.writeUInt32BE(65536, at);
  tag.writeUInt16BE(2, 48);
  tag.writeUInt16BE(2, 50);
  for (let ink = 0; ink < 4; ink++) tag.writeUInt16BE(65535, 52 + 4 * ink + 2);
  const start = 52 + 4 * 4;
  grid.forEach((value, i) => (tag[start + 2 * i] = value));
  for (let channel = 0; channel < 3; channel++)
    tag.writeUInt16BE(65535, start + 2 * grid.length + 4 * channel + 2);
  return tag;
}
