package io.selvage.gateway.policy.statement;

import java.util.List;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code choose}: the first branch whose condition holds is executed; conditions behind
 * it are not evaluated.
 */
final class Choose implements StatementFactory {

	private static final StatementSpec SPEC = StatementSpec.of(
			ElementSpec.named("choose")
				.with(ElementSpec.named("when")
					.with(AttributeSpec.bool("condition").mandatory().orExpression())
					.holding(ElementSpec.Content.STATEMENTS), 1, ElementSpec.MANY)
				.with(ElementSpec.named("otherwise").holding(ElementSpec.Content.STATEMENTS), 0, 1),
			"Executes the first branch whose condition holds, else the branch 'otherwise'.");

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		List<Branch> branches = binding.children("when")
			.stream()
			.map((when) -> new Branch(when.bool("condition"), when.statements()))
			.toList();
		StatementBinding otherwise = binding.child("otherwise");
		return new ChooseStep(branches.toArray(Branch[]::new), (otherwise != null) ? otherwise.statements() : null);
	}

	private record Branch(Value<Boolean> condition, Step statements) {
	}

	private static final class ChooseStep implements Step {

		private final Branch[] branches;

		private final @Nullable Step otherwise;

		ChooseStep(Branch[] branches, @Nullable Step otherwise) {
			this.branches = branches;
			this.otherwise = otherwise;
		}

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			for (Branch branch : this.branches) {
				if (branch.condition().get(execution)) {
					return branch.statements().run(execution);
				}
			}
			return (this.otherwise != null) ? this.otherwise.run(execution) : null;
		}

	}

}
