package io.selvage.gateway.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.policy.document.NamedValueLookup;
import io.selvage.gateway.policy.document.PolicyDocument;
import io.selvage.gateway.policy.document.PolicyElement;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.policy.document.PolicyReader;
import org.jspecify.annotations.Nullable;

/**
 * Compiles policy documents to plans. One compiler serves one catalog snapshot: each
 * document is read once, and operations with the same documents share their plan. Not
 * thread-safe.
 */
public final class PolicyCompiler {

	private final PolicyLanguage language;

	private final PolicyReader reader;

	private final PolicyEnvironment environment;

	private final Map<PolicySource, PolicyDocument> documents = new HashMap<>();

	private final Map<Map<PolicyScope, PolicySource>, PolicyCompilation> compiled = new HashMap<>();

	PolicyCompiler(PolicyLanguage language, PolicyReader reader, PolicyEnvironment environment) {
		this.language = language;
		this.reader = reader;
		this.environment = environment;
	}

	/**
	 * Compiles the documents that apply to an operation.
	 * @param sources the document of each scope that has one
	 * @return a plan, or what is wrong
	 */
	public PolicyCompilation compile(Map<PolicyScope, PolicySource> sources) {
		Map<PolicyScope, PolicySource> key = Map.copyOf(sources);
		PolicyCompilation known = this.compiled.get(key);
		if (known == null) {
			known = compileNew(key);
			this.compiled.put(key, known);
		}
		return known;
	}

	/**
	 * Checks one document on its own, as it is done when it is saved.
	 * @param scope the scope it is installed at
	 * @param source the document
	 * @return errors and warnings; empty if there is nothing to say
	 */
	public List<PolicyProblem> check(PolicyScope scope, PolicySource source) {
		return compile(Map.of(scope, source)).problems();
	}

	/**
	 * Checks a policy fragment on its own, as it is done when it is saved.
	 * @param source the fragment
	 * @return errors and warnings; empty if there is nothing to say
	 */
	public List<PolicyProblem> checkFragment(PolicySource source) {
		Set<PolicyProblem> problems = new LinkedHashSet<>();
		PolicyDocument document = read(source);
		problems.addAll(document.problems());
		PolicyElement root = document.root();
		if (root != null) {
			Fragments fragments = new Fragments(this.environment, this::read, problems::add);
			List<PolicyElement> elements = fragments.content(root);
			List<EffectivePolicy.Statement> statements = PolicyMerge.number(PolicyScope.GLOBAL, elements);
			new StatementCompiler(this.language, this.environment, problems::add, true).section(statements,
					Section.INBOUND);
		}
		return masked(problems, secrets(List.of(document)));
	}

	private PolicyCompilation compileNew(Map<PolicyScope, PolicySource> sources) {
		Set<PolicyProblem> problems = new LinkedHashSet<>();
		List<PolicyDocument> used = new ArrayList<>();
		Map<PolicyScope, PolicyElement> roots = new EnumMap<>(PolicyScope.class);
		for (PolicyScope scope : PolicyScope.values()) {
			PolicySource source = sources.get(scope);
			if (source != null) {
				PolicyDocument document = read(source);
				used.add(document);
				problems.addAll(document.problems());
				PolicyElement root = document.root();
				if (root != null) {
					roots.put(scope, root);
				}
			}
		}
		PolicyPlan plan = null;
		if (roots.size() == sources.size()) {
			Fragments fragments = new Fragments(this.environment, (fragment) -> {
				PolicyDocument document = read(fragment);
				used.add(document);
				return document;
			}, problems::add);
			EffectivePolicy effective = new PolicyMerge(roots, fragments, this.language.registry(), problems::add)
				.merge();
			plan = plan(effective, problems, secrets(used));
		}
		return new PolicyCompilation(plan, masked(problems, secrets(used)));
	}

	private @Nullable PolicyPlan plan(EffectivePolicy effective, Set<PolicyProblem> problems, Secrets secrets) {
		StatementCompiler compiler = new StatementCompiler(this.language, this.environment, problems::add, false);
		Map<Section, StepSequence> sections = new EnumMap<>(Section.class);
		for (Section section : Section.values()) {
			sections.put(section, compiler.section(effective.statements(section), section));
		}
		return problems.stream().anyMatch(PolicyProblem::isError) ? null : new PolicyPlan(sections, effective, secrets);
	}

	private PolicyDocument read(PolicySource source) {
		PolicyDocument document = this.documents.get(source);
		if (document == null) {
			document = this.reader.read(
					new PolicyReader.Input(source.name(), source.text(), source.format(), source.lenient()),
					this::lookUp);
			this.documents.put(source, document);
		}
		return document;
	}

	private NamedValueLookup.@Nullable Found lookUp(String name) {
		PolicyEnvironment.NamedValue value = this.environment.namedValue(name);
		return (value != null) ? new NamedValueLookup.Found(value.value(), value.secret()) : null;
	}

	private static Secrets secrets(List<PolicyDocument> documents) {
		Set<String> values = new LinkedHashSet<>();
		documents.forEach((document) -> values.addAll(document.secrets()));
		return values.isEmpty() ? Secrets.NONE : new Secrets(values);
	}

	private static List<PolicyProblem> masked(Set<PolicyProblem> problems, Secrets secrets) {
		return problems.stream()
			.map((problem) -> new PolicyProblem(problem.severity(), problem.document(), problem.element(),
					problem.position(), secrets.mask(problem.message()), problem.reason()))
			.toList();
	}

}
