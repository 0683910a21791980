package io.selvage.fabric;

/**
 * What an endpoint is to its partition ({@code Kind} of an endpoint in ResolveService).
 */
public enum EndpointKind {

	/** An instance of a stateless service. */
	STATELESS("Stateless"),

	/** The replica that takes writes. */
	STATEFUL_PRIMARY("StatefulPrimary"),

	/** A replica that follows the primary. */
	STATEFUL_SECONDARY("StatefulSecondary"),

	/**
	 * A kind this version does not know, such as an auxiliary replica: neither primary
	 * nor secondary.
	 */
	UNKNOWN("Unknown");

	private final String text;

	EndpointKind(String text) {
		this.text = text;
	}

	/**
	 * Reads the kind, by its name or by the number clusters send for api-version 1 and 2.
	 * @param text as the cluster writes it
	 * @return the kind, {@link #UNKNOWN} if it is a new one
	 */
	public static EndpointKind of(String text) {
		return switch (text) {
			case "Stateless", "1" -> STATELESS;
			case "StatefulPrimary", "2" -> STATEFUL_PRIMARY;
			case "StatefulSecondary", "3" -> STATEFUL_SECONDARY;
			default -> UNKNOWN;
		};
	}

	/**
	 * The kind as Service Fabric writes it.
	 * @return for instance {@code StatefulPrimary}
	 */
	public String text() {
		return this.text;
	}

}
