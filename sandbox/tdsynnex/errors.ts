import type { BusinessError } from './ec/envelope';
import { PATHS, type EcService } from './ec/paths';

/** A failure that an EC service reports with HTTP 200, such as `PO_TIMEOUT`, `ServerError` or `Server.RuntimeError`. */
export interface PlannedError extends BusinessError {
	service: EcService;
	/** Requests that it strikes (1; 0 = without end). */
	count?: number;
	/** The request was carried out all the same (false). */
	withEffect?: boolean;
	/** Inside the service's response element, or right under the root; absent: as the manners say. */
	nested?: boolean;
}

/** Business errors that a test has planned. */
export class PlannedErrors {
	private planned: Array<PlannedError & { struck: number }> = [];

	/** @throws RangeError for a service that there is not */
	add(error: PlannedError): void {
		if (!(error.service in PATHS)) throw new RangeError(`there is no service "${error.service}"`);
		this.planned.push({ ...error, struck: 0 });
	}

	clear(): void {
		this.planned = [];
	}

	/** The error that strikes the request at hand, if any. */
	take(service: EcService): PlannedError | null {
		const next = this.planned.find(
			(each) => each.service === service && (each.count === 0 || each.struck < (each.count ?? 1)),
		);
		if (next) next.struck++;
		return next ?? null;
	}
}
