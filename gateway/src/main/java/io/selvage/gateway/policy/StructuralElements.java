package io.selvage.gateway.policy;

/**
 * The elements that are resolved when documents are merged, before anything is compiled.
 */
final class StructuralElements {

	static final StatementSpec BASE = StatementSpec.of(ElementSpec.named("base"),
			"Inserts the same section of the next broader scope; without it the section inherits nothing.");

	static final StatementSpec INCLUDE_FRAGMENT = StatementSpec.of(
			ElementSpec.named("include-fragment").with(AttributeSpec.text("fragment-id").mandatory()),
			"Inserts the statements of a policy fragment.");

	private StructuralElements() {
	}

}
