import { StateStore } from './dist/src/check/explore/state-store.js';
import { Claim } from './dist/src/check/explore/claims.js';
let cand = 0, adds = 0, asks = 0, askNs = 0n;
const add = StateStore.prototype.add; StateStore.prototype.add = function (b, f) { cand += b.count; adds++; return add.call(this, b, f); };
const ask = Claim.prototype.ask; Claim.prototype.ask = function (v) { asks++; const t = process.hrtime.bigint(); const r = ask.call(this, v); askNs += process.hrtime.bigint() - t; return r; };
import { Decisions } from './dist/src/check/explore/decisions.js';
let decides = 0; const dec = Decisions.prototype.decide; Decisions.prototype.decide = function (a,b,c,d) { decides++; return dec.call(this,a,b,c,d); };
process.on('exit', () => console.log({ cand, adds, asks, askMs: Number(askNs / 1000000n), decides }));
await import('./bench.tmp.mjs');
