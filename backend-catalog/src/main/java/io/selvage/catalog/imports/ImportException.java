package io.selvage.catalog.imports;

import io.selvage.catalog.resource.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * A description that can't be imported.
 */
public class ImportException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable SourceLocation location;

	/**
	 * A description that can't be imported because of its content.
	 * @param reason what is wrong
	 * @param path where, as {@code paths['/x'].get.parameters[0]}
	 */
	public ImportException(String reason, String path) {
		super("Parsing error(s): " + reason + " Path: " + path);
		this.location = null;
	}

	/**
	 * A description that could not be parsed.
	 * @param reason what is wrong
	 * @param location where, or null if unknown
	 */
	public ImportException(String reason, @Nullable SourceLocation location) {
		super("Parsing error(s): " + reason);
		this.location = location;
	}

	/**
	 * Where parsing ended.
	 * @return the position, or null if unknown
	 */
	public @Nullable SourceLocation location() {
		return this.location;
	}

}
