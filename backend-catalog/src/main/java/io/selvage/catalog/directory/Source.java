package io.selvage.catalog.directory;

import io.selvage.catalog.resource.SourceLocation;
import io.selvage.catalog.resource.Violation;

/**
 * Where a resource comes from.
 *
 * @param artifact the file
 * @param path where it stands in a template, such as {@code resources[2]}; empty if the
 * file is its body
 */
record Source(Artifact artifact, String path) {

	Source(Artifact artifact) {
		this(artifact, "");
	}

	/** The violation with the position of its target in the file. */
	Violation locate(Violation violation) {
		SourceLocation location = violation.location();
		if (location != null && location.file() != null) {
			return violation;
		}
		if (!this.path.isEmpty() || (location == null && isBody())) {
			String above = this.path.isEmpty() ? "" : this.path + ".";
			location = JsonPositions.find(this.artifact.text(), above + "properties." + violation.target());
		}
		return violation.at((location != null) ? location.in(this.artifact.file())
				: new SourceLocation(this.artifact.file(), 0, 0));
	}

	private boolean isBody() {
		return this.artifact.name().endsWith(".json") && !this.artifact.name().startsWith("specification")
				&& !SchemaReader.isDocument(this.artifact.name());
	}

}
