import { NodeConnectionTypes } from 'n8n-workflow';

/** The inputs or outputs of a node: plain items, one or two ways. */
export const ONE_WAY = [NodeConnectionTypes.Main];
export const TWO_WAYS = [NodeConnectionTypes.Main, NodeConnectionTypes.Main];
