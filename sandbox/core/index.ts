export { SandboxClock } from './clock';
export { FaultPlans } from './faults';
export type { Fault, FaultKind, FaultPlan, RetryAfter } from './faults';
export { Ledger } from './ledger';
export type { Effect, EndpointCounts, LedgerEntry, LedgerFilter } from './ledger';
export { listen } from './listen';
export { Random, randomOf } from './random';
export type { System, Twin, TwinSetting } from './types';
export { noteEffect, withFaults } from './with-faults';
