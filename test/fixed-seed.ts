import fc from 'fast-check';

// The same cases in each run, on each machine; FAST_CHECK_SEED looks elsewhere.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });
