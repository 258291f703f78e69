import { run } from 'statehive';
import { simulations } from 'statehive/simulations';
for (const s of simulations) for (const engine of ['auto','xstate'] as const) { const t=performance.now(); const r = await run(s as any, { seed: 7, engine, params: s.name==='queue' ? { jobs: 3000, warmUpJobs: 10 } : s.name === 'hive' ? {agents: 30, crashShare: 0.3} : {} } as any); console.log(s.name, engine, r.engine, r.fallbacks, r.outcome, r.reason, r.traceHash, r.events, (performance.now()-t).toFixed(0)); }
