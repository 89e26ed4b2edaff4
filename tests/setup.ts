// Property tests look at the same examples in every run, so that a failure is met where it was made and not by whoever
// comes next. `FAST_CHECK_SEED=n` looks at others.
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['FAST_CHECK_SEED'] ?? 20240508) });
