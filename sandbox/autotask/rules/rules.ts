import type { Row, Values } from '../store';
import type { World } from '../world';

/** One entity's own rules; each may throw a Refusal. */
export interface Rules {
	/** What the system fills in by itself on create; wins over what was sent. */
	defaults?(sent: Values, world: World): Values;
	/** Fields that are taken from no body, without a word. */
	passedOver?(world: World): readonly string[];
	/** Values that the system gives to empty fields, on create as on replacing a record. */
	whenEmpty?(values: Values, world: World): Values;
	/** Required fields that it asks for before all others. */
	requiredFirst?: readonly string[];
	beforeCreate?(values: Values, world: World): void;
	afterCreate?(row: Row, world: World): void;
	/** May add to or take from the changes. */
	beforeUpdate?(row: Row, changes: Values, world: World): void;
	afterUpdate?(row: Row, world: World): void;
	beforeDelete?(row: Row, world: World): void;
}

/** The creator and the time, under the names that an entity gives them. */
export function stamp(world: World, creator: string, time: string): Values {
	return { [creator]: world.actorId, [time]: world.clock.iso() };
}
