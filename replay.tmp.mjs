// Goes through a counterexample to 'every write counts' again; exits with 1 while it still is one.
import { replay } from 'statehive';
import { simulations } from 'statehive/simulations';

const simulation = simulations.find(({ name }) => name === 'increment');
const options = {
  "params": {},
  "strategy": "bfs",
  "faults": {},
  "limits": {}
};
const counterexample = {
  "property": "every write counts",
  "kind": "always",
  "steps": [
    {
      "kind": "fire",
      "actor": "thread-0",
      "sent": [
        {
          "to": "memory",
          "event": {
            "type": "WRITE",
            "value": 1
          }
        }
      ],
      "event": {
        "type": "xstate.after.read.thread.starting"
      }
    },
    {
      "kind": "fire",
      "actor": "thread-1",
      "sent": [
        {
          "to": "memory",
          "event": {
            "type": "WRITE",
            "value": 1
          }
        }
      ],
      "event": {
        "type": "xstate.after.read.thread.starting"
      }
    },
    {
      "kind": "deliver",
      "actor": "memory",
      "sent": [],
      "from": "thread-0",
      "event": {
        "type": "WRITE",
        "value": 1
      }
    },
    {
      "kind": "deliver",
      "actor": "memory",
      "sent": [],
      "from": "thread-1",
      "event": {
        "type": "WRITE",
        "value": 1
      }
    }
  ],
  "initial": 0
};

const { isViolated, steps } = replay(simulation, options, counterexample);
console.log(
  isViolated
    ? `'${counterexample.property}' is violated after ${steps} steps`
    : `'${counterexample.property}' is not violated: ${steps} of ${counterexample.steps.length} steps could be taken`,
);
process.exitCode = isViolated ? 1 : 0;
