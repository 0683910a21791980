package io.selvage.catalog.management;

import java.util.List;

/**
 * Actions that belong together. Beans of this type are found.
 */
@FunctionalInterface
public interface ResourceActions {

	/**
	 * Returns the actions.
	 * @return all of them, always the same
	 */
	List<ResourceAction> all();

}
