// Stands for packages that pdfmake loads for its own text, which nashr never sets with it (SVG text becomes outlines).
const absent = () => {
  throw new Error('pdfmake’s own text setting is not part of this bundle');
};
export const create = absent;
export const open = absent;
export default class Absent {
  constructor() {
    absent();
  }
}
