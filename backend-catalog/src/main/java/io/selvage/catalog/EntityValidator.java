package io.selvage.catalog;

import java.util.List;

import io.selvage.catalog.resource.Violation;

/**
 * Judges a change before it is served. The gateway contributes one that compiles the
 * policies of the candidate; what it compiled it may keep for the moment the candidate
 * becomes current, by the identity of the entities.
 */
@FunctionalInterface
public interface EntityValidator {

	/**
	 * Judges a candidate. Called for one candidate at a time, on the thread of whoever
	 * asked for the change.
	 * @param candidate the snapshot that would be served
	 * @param difference what it changes in the one that is served now
	 * @return errors, of which any refuses the change as a whole, and warnings
	 */
	List<Violation> validate(CatalogSnapshot candidate, Difference difference);

}
