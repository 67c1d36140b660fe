import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Engine, startEngine } from './core';

const WORKFLOWS = join(__dirname, '..', '..', 'workflows');

describe('the built package in n8n’s own engine', () => {
	let engine: Engine;
	beforeAll(async () => {
		engine = await startEngine({});
	});
	afterAll(async () => await engine.close());

	it('offers its nodes and credentials under the names that shipped workflows use', () => {
		expect(engine.loader.packageName).toBe('n8n-nodes-tdsynnex-autotask');
		expect(engine.loader.types.nodes.map((node) => node.name)).toEqual(
			expect.arrayContaining(['catalogFetch', 'productUpsert']),
		);
		expect(engine.loader.types.credentials.map((credential) => credential.name)).toEqual(
			expect.arrayContaining(['autotaskPsaApi', 'tdSynnexEcApi']),
		);
	});

	it('keeps every secret of a credential in a password field', () => {
		const open = engine.loader.types.credentials.flatMap((credential) =>
			credential.properties
				.filter((field) => /secret|password|integrationCode/i.test(field.name))
				.filter((field) => field.typeOptions?.password !== true)
				.map((field) => `${credential.name}.${field.name}`),
		);
		expect(open).toEqual([]);
	});

	it.each(readdirSync(WORKFLOWS).filter((file) => file.endsWith('.json')))(
		'%s names no node of ours that is not there, and carries no credential',
		(file) => {
			const workflow = JSON.parse(readFileSync(join(WORKFLOWS, file), 'utf8')) as {
				nodes: { type: string; credentials?: object }[];
			};
			const known = engine.loader.types.nodes.map(
				({ name }) => `${engine.loader.packageName}.${name}`,
			);
			const foreign = workflow.nodes
				.map(({ type }) => type)
				.filter((type) => !/^(n8n-nodes-base|@n8n\/n8n-nodes-langchain)\./.test(type))
				// n8n makes a tool for AI agents of each node that can be one
				.filter((type) => !known.includes(type.replace(/Tool$/, '')));
			expect(foreign).toEqual([]);
			expect(workflow.nodes.filter((node) => node.credentials !== undefined)).toEqual([]);
		},
	);
});
