package io.selvage.gateway.policy.statement;

import java.util.concurrent.Callable;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What a store answers: used at once if it is there at once, without a subscription.
 */
final class Reply {

	private Reply() {
	}

	/**
	 * Uses an answer.
	 * @param answer the answer
	 * @param use what to do with its value, null if it has none; returns what must
	 * complete thereafter, or null
	 * @param <T> the type of the value
	 * @return what must complete, or null if everything is done
	 */
	static <T> @Nullable Mono<Void> use(Mono<T> answer, Function<@Nullable T, @Nullable Mono<Void>> use) {
		if (answer instanceof Callable<?> scalar) {
			return use.apply(value(scalar));
		}
		return answer.map(Held::new).defaultIfEmpty(new Held<>(null)).flatMap((held) -> {
			Mono<Void> rest = use.apply(held.value());
			return (rest != null) ? rest : Mono.empty();
		});
	}

	@SuppressWarnings("unchecked")
	private static <T> @Nullable T value(Callable<?> scalar) {
		try {
			return (T) scalar.call();
		}
		catch (RuntimeException failure) {
			throw failure;
		}
		catch (Exception failure) {
			throw new IllegalStateException(failure);
		}
	}

	/**
	 * Waits for something that has no value.
	 * @param done the answer
	 * @return what must complete, or null if it is done
	 */
	static @Nullable Mono<Void> done(Mono<Void> done) {
		return (done instanceof Callable<?>) ? null : done;
	}

	/**
	 * Lets something happen that no request waits for. A store that fails has told so
	 * itself.
	 * @param action what happens
	 */
	static void background(Mono<?> action) {
		if (!(action instanceof Callable<?>)) {
			action.subscribe((value) -> {
			}, (failure) -> {
			});
		}
	}

	private record Held<T>(@Nullable T value) {
	}

}
