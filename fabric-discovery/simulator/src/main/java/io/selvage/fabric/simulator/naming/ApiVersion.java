package io.selvage.fabric.simulator.naming;

/**
 * The api-version of a request and what depends on it.
 *
 * @param number the version, from 1.0 to the version of the runtime
 */
record ApiVersion(double number) {

	static ApiVersion parse(String text, double runtime) {
		int preview = text.indexOf("-preview");
		try {
			double number = Double.parseDouble((preview < 0) ? text : text.substring(0, preview));
			if (number >= 1.0 && number <= runtime) {
				return new ApiVersion(number);
			}
		}
		catch (NumberFormatException ex) {
			// the same answer as for a version out of range
		}
		throw new FabricError.Exception(FabricError.INVALID_ARGUMENT);
	}

	/** The first version answers plain arrays and knows no pages. */
	boolean paged() {
		return this.number > 1.0;
	}

	boolean enumsAsWords() {
		return this.number >= 3.0;
	}

	boolean tildeInIds() {
		return this.number >= 6.0;
	}

	boolean primaryEpoch() {
		return this.number >= 6.4;
	}

	boolean limitsServiceLists() {
		return this.number >= 6.4;
	}

}
