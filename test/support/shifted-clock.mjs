// Loaded before everything else (NODE_OPTIONS=--import): the process believes that it is so many minutes later.
const shift = Number(process.env['CLOCK_SHIFT_MINUTES'] ?? 0) * 60_000;
const RealDate = Date;
globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RealDate.now() + shift] : given));
  }

  static now() {
    return RealDate.now() + shift;
  }
};
