package io.selvage.gateway.context;

/**
 * The operation a request matched ({@code context.Operation}). Made once per catalog
 * change.
 *
 * @param id the resource name
 * @param method the method of the operation, {@code *} for any
 * @param name the display name
 * @param urlTemplate for example {@code /orders/{id}}
 * @param contract what is described of its messages; expressions do not see it
 */
public record OperationInfo(String id, String method, String name, String urlTemplate, OperationContract contract) {

	/** Stands for the operation where a request matched none. */
	public static final OperationInfo NONE = new OperationInfo("", "", "", "");

	/**
	 * Creates an operation whose messages are not described.
	 * @param id the resource name
	 * @param method the method of the operation, {@code *} for any
	 * @param name the display name
	 * @param urlTemplate for example {@code /orders/{id}}
	 */
	public OperationInfo(String id, String method, String name, String urlTemplate) {
		this(id, method, name, urlTemplate, OperationContract.NONE);
	}

}
