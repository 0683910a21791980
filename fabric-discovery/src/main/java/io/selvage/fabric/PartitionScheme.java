package io.selvage.fabric;

/**
 * How a service is cut into partitions ({@code ServicePartitionKind} of the naming
 * service).
 */
public enum PartitionScheme {

	/** One partition; no key. */
	SINGLETON("Singleton"),

	/** Ranges of signed 64-bit keys, both bounds inclusive. */
	INT64_RANGE("Int64Range"),

	/** Partitions known by an exact name. */
	NAMED("Named");

	private final String text;

	PartitionScheme(String text) {
		this.text = text;
	}

	/**
	 * The scheme as Service Fabric writes it.
	 * @return for instance {@code Int64Range}
	 */
	public String text() {
		return this.text;
	}

}
