import type { Values } from '../../../sandbox/autotask/store';
import { AutotaskDoor } from '../orders/autotask-door';
import type { WireRequest, WireResponse } from '../orders/product';

/** A guard taken out, or a promise broken, so that the run shows that the oracle can see it. */
export type Breaker =
	/** The look before each portion of creations finds nothing, and no record tells when it was made. */
	| 'blind look'
	/** A product that is read alone is as it was when the night began. */
	| 'stale look'
	/** Autotask says yes to a change and forgets it. */
	| 'lost change'
	/** Every night ends early. */
	| 'short nights';

/** The Autotask twin's own rules without a socket, with what a catalog run asks of it. */
export class CatalogDoor extends AutotaskDoor {
	breaker: Breaker | null = null;
	/** Records of products as they were when the night began. */
	private before = new Map<number, Values>();

	beginNight(): void {
		this.before = new Map(this.rows('Products').map(({ id, ...values }) => [Number(id), values]));
	}

	rows(entity: string): Values[] {
		return [...this.world.store.table(entity).all()].map(({ id, values }) => ({ id, ...values }));
	}

	override answer(request: WireRequest): WireResponse {
		const path = new URL(request.url).pathname;
		if (this.breaker === 'blind look' && isLook(path, request.body)) return EMPTY;
		if (this.breaker === 'lost change' && request.method === 'PATCH')
			return { ...EMPTY, body: '{"itemId":1}' };
		const [, id] = /\/Products\/(\d+)$/.exec(path) ?? [];
		const old = this.before.get(Number(id));
		if (this.breaker === 'stale look' && request.method === 'GET' && old)
			return { ...EMPTY, body: JSON.stringify({ item: { id: Number(id), ...old } }) };
		const answer = super.answer(request);
		if (this.breaker !== 'blind look') return answer;
		return { ...answer, body: answer.body.replace(/"createdTime":"[^"]*"/g, '"createdTime":null') };
	}
}

const EMPTY: WireResponse = {
	status: 200,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify({
		items: [],
		pageDetails: { count: 0, requestCount: 500, prevPageUrl: null, nextPageUrl: null },
	}),
};

/** Asks for the ids of SKUs alone, which only the look between portions does. */
function isLook(path: string, body = ''): boolean {
	if (!path.endsWith('/Products/query')) return false;
	const fields = (JSON.parse(body) as { IncludeFields?: string[] }).IncludeFields ?? [];
	return [...fields].sort().join() === 'id,sku';
}
