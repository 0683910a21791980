package io.selvage.gateway.policy;

import java.util.EnumSet;
import java.util.Set;

/**
 * The declaration of a policy: its element, where it may stand, what it is for.
 * Immutable.
 *
 * @param element its element
 * @param summary one sentence for the element reference
 * @param sections the sections it may stand in
 * @param scopes the scopes it may stand at
 * @param once whether it may appear only once in a section of a document
 */
public record StatementSpec(ElementSpec element, String summary, Set<Section> sections, Set<PolicyScope> scopes,
		boolean once) {

	/**
	 * Creates a declaration.
	 * @param element its element
	 * @param summary one sentence for the element reference
	 * @param sections the sections it may stand in
	 * @param scopes the scopes it may stand at
	 * @param once whether it may appear only once in a section of a document
	 */
	public StatementSpec {
		sections = Set.copyOf(sections);
		scopes = Set.copyOf(scopes);
	}

	/**
	 * Declares a policy for all scopes and sections.
	 * @param element its element
	 * @param summary one sentence for the element reference
	 * @return the declaration
	 */
	public static StatementSpec of(ElementSpec element, String summary) {
		return new StatementSpec(element, summary, EnumSet.allOf(Section.class), EnumSet.allOf(PolicyScope.class),
				false);
	}

	/**
	 * Restricts the policy to sections.
	 * @param first a section it may stand in
	 * @param more further ones
	 * @return the same policy in these sections only
	 */
	public StatementSpec in(Section first, Section... more) {
		return new StatementSpec(this.element, this.summary, EnumSet.of(first, more), this.scopes, this.once);
	}

	/**
	 * Restricts the policy to scopes.
	 * @param first a scope it may stand at
	 * @param more further ones
	 * @return the same policy at these scopes only
	 */
	public StatementSpec at(PolicyScope first, PolicyScope... more) {
		return new StatementSpec(this.element, this.summary, this.sections, EnumSet.of(first, more), this.once);
	}

	/**
	 * Restricts the policy to one appearance in a section of a document.
	 * @return the same policy, once
	 */
	public StatementSpec onlyOnce() {
		return new StatementSpec(this.element, this.summary, this.sections, this.scopes, true);
	}

	public String name() {
		return this.element.name();
	}

}
