package io.selvage.gateway.policy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.policy.document.PolicyElement;

/**
 * The documents of all scopes merged at {@code <base/>}, fragments inserted: what really
 * runs. Immutable.
 */
public final class EffectivePolicy {

	private final Map<Section, List<Statement>> sections;

	EffectivePolicy(Map<Section, List<Statement>> sections) {
		this.sections = new EnumMap<>(Section.class);
		this.sections.putAll(sections);
	}

	/**
	 * Returns the statements of a section in the order they run.
	 * @param section the section
	 * @return the outermost statements; empty for an empty section
	 */
	public List<Statement> statements(Section section) {
		return this.sections.getOrDefault(section, List.of());
	}

	/**
	 * Returns the policy as text for people: one line per statement with its scope, inner
	 * elements indented below it. Secret named values are shown as references.
	 * @return the text
	 */
	public String text() {
		return EffectivePolicyText.of(this);
	}

	@Override
	public String toString() {
		return text();
	}

	/**
	 * A statement of a section.
	 *
	 * @param scope the scope of its document
	 * @param index its number among the elements of the same name in the section of its
	 * document, from 1
	 * @param element the statement; its {@code document()} is the fragment, if one holds
	 * it
	 */
	public record Statement(PolicyScope scope, int index, PolicyElement element) {
	}

}
