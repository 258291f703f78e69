import { expect, test } from 'vitest';
import { runCsv } from '../../../bench/report/csv.ts';
import { toyRun } from '../toy-run.ts';

test('a run has a line for each figure, and quotes what has commas or quotes', async () => {
  const run = await toyRun();
  const [header, ...lines] = runCsv(run).trimEnd().split('\r\n');
  const [{ cases }] = run.suites[0]!.scenarios as [(typeof run.suites)[0]['scenarios'][0]];
  expect(header).toMatch(/^suite,scenario,case,hash,figure,kind,unit,p50,/);
  expect(lines).toHaveLength(cases.flatMap(({ figures }) => figures).length);
  expect(lines.find((line) => line.includes('simulated'))).toMatch(
    /^toys,growing,"size 1, way old",a,"the ""rest"", <all>",simulated,ms,10\.\d*,/,
  );
});
