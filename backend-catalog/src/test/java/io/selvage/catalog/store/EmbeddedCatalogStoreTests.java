package io.selvage.catalog.store;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedCatalogStoreTests implements CatalogStoreContract {

	@TempDir
	private Path folder;

	private SqlCatalogStore store;

	@BeforeEach
	void open() {
		this.store = SqlCatalogStore.embedded(this.folder);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Override
	public CatalogStore store() {
		return this.store;
	}

	@Test
	void whatWasCommittedIsThereWhenTheStoreIsOpenedAgain() {
		this.store.commit(new Commit(0, "ada", "PUT", List.of(new StoredResource("tags/a", "{}")))).block();
		this.store.close();
		this.store = SqlCatalogStore.embedded(this.folder);
		assertThat(this.store.load().block().resources()).containsExactly(new StoredResource("tags/a", "{}"));
	}

}
