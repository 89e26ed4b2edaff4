// Pictures of the suites that no edition can use.

/** Names of the damaged ones among tests/data/robustness/images, in the order of their folders. */
export const DAMAGED_PICTURES: readonly string[] = [
  'apng__syntax_num_frames_zero.png',
  'broken.png',
  'oom-8ed3316a4109213ca96fb8a256a0bfefdece1461.icns',
  'truncated_jpeg.jpg',
  'corrupt-header.jpg',
  'truncated.jpg',
];
