/*
 * Two-phase commit, after TwoPhase.tla of L. Lamport and J. Gray, whose messages are a set that only
 * grows: the same states as simulations/checks/two-phase-commit.ts has. Each mask has a bit for each
 * manager. One process takes all steps, which leaves SPIN the shortest state vector and no process
 * to switch to: `spin -a -DMANAGERS=8 two-phase-commit.pml`, with 1 to 9 managers.
 */
#ifndef MANAGERS
#define MANAGERS 3
#endif
#define ALL ((1 << MANAGERS) - 1)

mtype = { undecided, committing, aborting };

mtype coordinator = undecided;
unsigned working : MANAGERS = ALL;
unsigned aborted : MANAGERS;
unsigned committed : MANAGERS;
unsigned reported : MANAGERS;
unsigned heard : MANAGERS;

#define STEPS(m) \
  :: d_step { working & m -> working = working & ~m; reported = reported | m } \
  :: d_step { working & m -> working = working & ~m; aborted = aborted | m } \
  :: d_step { coordinator == undecided && (reported & ~heard & m) -> heard = heard | m } \
  :: d_step { coordinator == committing -> \
       working = working & ~m; aborted = aborted & ~m; committed = committed | m } \
  :: d_step { coordinator == aborting -> \
       working = working & ~m; committed = committed & ~m; aborted = aborted | m }

active proctype System() {
  do
  :: d_step { coordinator == undecided && heard == ALL -> coordinator = committing }
  :: d_step { coordinator == undecided -> coordinator = aborting }
  STEPS(1)
#if MANAGERS > 1
  STEPS(2)
#endif
#if MANAGERS > 2
  STEPS(4)
#endif
#if MANAGERS > 3
  STEPS(8)
#endif
#if MANAGERS > 4
  STEPS(16)
#endif
#if MANAGERS > 5
  STEPS(32)
#endif
#if MANAGERS > 6
  STEPS(64)
#endif
#if MANAGERS > 7
  STEPS(128)
#endif
#if MANAGERS > 8
  STEPS(256)
#endif
  od
}
