package io.selvage.catalog.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every store must do. A test class per store gives an empty one.
 */
interface CatalogStoreContract {

	/** The store under test, empty, the same one throughout a test. */
	CatalogStore store();

	@Test
	default void aNewStoreIsEmptyAtRevisionZero() {
		assertThat(store().load().block()).isEqualTo(new CatalogStore.StoredState(0, List.of()));
	}

	@Test
	default void whatWasCommittedIsLoaded() {
		assertThat(put(0, "backends/A", "{\"a\":1}")).isEqualTo(1);
		assertThat(put(1, "backends/b", "{}")).isEqualTo(2);
		CatalogStore.StoredState state = store().load().block();
		assertThat(state.revision()).isEqualTo(2);
		assertThat(state.resources()).containsExactlyInAnyOrder(new StoredResource("backends/A", "{\"a\":1}"),
				new StoredResource("backends/b", "{}"));
	}

	@Test
	default void namesAreComparedWithoutCase() {
		put(0, "backends/A", "{\"a\":1}");
		put(1, "BACKENDS/a", "{\"a\":2}");
		assertThat(store().load().block().resources()).containsExactly(new StoredResource("BACKENDS/a", "{\"a\":2}"));
	}

	@Test
	default void aDeletedResourceIsGoneAndReportedAsGone() {
		put(0, "tags/t", "{}");
		put(1, "tags/t", null);
		assertThat(store().load().block().resources()).isEmpty();
		assertThat(store().changesSince(1).block().resources()).containsExactly(new StoredResource("tags/t", null));
	}

	@Test
	default void aCommitForAnOldRevisionIsRefusedWhole() {
		put(0, "tags/a", "{}");
		StepVerifier
			.create(store().commit(new Commit(0, "ada", "late",
					List.of(new StoredResource("tags/b", "{}"), new StoredResource("tags/a", null)))))
			.verifyError(StaleRevisionException.class);
		assertThat(store().load().block().resources()).containsExactly(new StoredResource("tags/a", "{}"));
		assertThat(store().load().block().revision()).isEqualTo(1);
	}

	/**
	 * Reactor interrupts the thread of what is cancelled; an embedded database that is
	 * interrupted while it writes closes its files.
	 */
	@Test
	default void whoeverGivesUpWaitingDisturbsNobody() {
		String large = "{\"a\":\"" + "x".repeat(200_000) + "\"}";
		for (int i = 0; i < 150; i++) {
			long base = store().changesSince(Long.MAX_VALUE).block().revision();
			Disposable given = store()
				.commit(new Commit(base, "ada", "", List.of(new StoredResource("tags/given-up", large))))
				.subscribeOn(Schedulers.boundedElastic())
				// Those before may come to their end in between.
				.onErrorComplete(StaleRevisionException.class)
				.subscribe();
			LockSupport.parkNanos(i * 20_000L);
			given.dispose();
		}
		Mono.defer(() -> store().load())
			.flatMap((state) -> store()
				.commit(new Commit(state.revision(), "bob", "", List.of(new StoredResource("tags/kept", "{}")))))
			.retryWhen(Retry.max(50).filter(StaleRevisionException.class::isInstance))
			.block();
		assertThat(store().load().block().resources()).extracting(StoredResource::path).contains("tags/kept");
	}

	@Test
	default void ofManyWritersForOneRevisionExactlyOneWins() {
		List<Object> outcomes = Flux.fromStream(IntStream.range(0, 12).boxed())
			.flatMap((i) -> store()
				.commit(new Commit(0, "w" + i, "race", List.of(new StoredResource("tags/t" + i, "{}"))))
				.<Object>map((revision) -> revision)
				.onErrorResume((error) -> Mono.just(error.getClass())))
			.collectList()
			.block();
		List<Object> expected = new ArrayList<>(List.of(1L));
		for (int i = 1; i < 12; i++) {
			expected.add(StaleRevisionException.class);
		}
		assertThat(outcomes).containsExactlyInAnyOrderElementsOf(expected);
		assertThat(store().load().block().resources()).hasSize(1);
	}

	@Test
	default void laterChangesAreToldOnceEach() {
		put(0, "tags/a", "{\"v\":1}");
		put(1, "tags/a", "{\"v\":2}");
		put(2, "tags/b", "{}");
		CatalogStore.StoredState changes = store().changesSince(0).block();
		assertThat(changes.revision()).isEqualTo(3);
		assertThat(changes.resources()).containsExactlyInAnyOrder(new StoredResource("tags/a", "{\"v\":2}"),
				new StoredResource("tags/b", "{}"));
		assertThat(store().changesSince(3).block().resources()).isEmpty();
	}

	@Test
	default void historyNamesAuthorAndNoteNewestFirst() {
		put(0, "tags/a", "{}");
		put(1, "tags/b", "{}");
		put(2, "tags/c", "{}");
		assertThat(store().history(Long.MAX_VALUE, 2).map(Revision::number).collectList().block()).containsExactly(3L,
				2L);
		Revision oldest = store().history(2, 10).single().block();
		assertThat(oldest.author()).isEqualTo("ada");
		assertThat(oldest.note()).isEqualTo("PUT tags/a");
	}

	@Test
	default void aRevisionKnowsWhatWasThereBefore() {
		put(0, "tags/a", "{\"v\":1}");
		put(1, "tags/a", "{\"v\":2}");
		assertThat(store().changes(1).single().block()).isEqualTo(new ResourceChange("tags/a", null, "{\"v\":1}"));
		assertThat(store().changes(2).single().block())
			.isEqualTo(new ResourceChange("tags/a", "{\"v\":1}", "{\"v\":2}"));
		assertThat(store().changes(3).collectList().block()).isEmpty();
	}

	@Test
	default void aLargeResourceComesBackWhole() {
		String large = "{\"text\":\"" + "ä\\u0000'$1".repeat(300_000) + "\"}";
		put(0, "apis/big/schemas/s", large);
		assertThat(store().load().block().resources()).containsExactly(new StoredResource("apis/big/schemas/s", large));
	}

	@Test
	default void propertiesAreRewrittenEverywhereWithoutARevision() {
		for (int i = 0; i < 450; i++) {
			put(i, "tags/t" + i % 300, "{\"v\":" + i + "}");
		}
		UnaryOperator<StoredResource> rewrite = (stored) -> stored.properties().contains("x") ? stored
				: new StoredResource(stored.path(), stored.properties().replace("v", "x"));
		// 300 resources and 450 changes.
		assertThat(store().rewrite(rewrite).block()).isEqualTo(750);
		assertThat(store().rewrite(rewrite).block()).isZero();
		assertThat(store().load().block().revision()).isEqualTo(450);
		assertThat(store().load().block().resources()).hasSize(300)
			.allMatch((stored) -> stored.properties().startsWith("{\"x\":"));
		assertThat(store().changes(301).single().block())
			.isEqualTo(new ResourceChange("tags/t0", "{\"x\":0}", "{\"x\":300}"));
	}

	private Long put(long base, String path, String properties) {
		return store().commit(new Commit(base, "ada", "PUT " + path, List.of(new StoredResource(path, properties))))
			.block();
	}

}
