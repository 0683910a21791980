package io.selvage.reliability.goal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.selvage.reliability.stage.CatalogFolder;

/**
 * Where a goal is measured, and how thoroughly.
 *
 * @param work where logs and catalogs are written
 * @param quick whether few repetitions shall do
 * @param rounds how often a fault is repeated; 0: as the goal says
 * @param rate requests a second; 0: as the goal says
 */
public record Stage(Path work, boolean quick, int rounds, int rate) {

	/**
	 * Chooses how often a fault is repeated.
	 * @param full how often the goal says
	 * @param few how often if few repetitions shall do
	 * @return the number that holds
	 */
	public int rounds(int full, int few) {
		return (this.rounds > 0) ? this.rounds : chosen(full, few);
	}

	/**
	 * Chooses between the goal's number and a smaller one.
	 * @param full what the goal says
	 * @param few what is used if few repetitions shall do
	 * @return the number that holds
	 */
	public int chosen(int full, int few) {
		return this.quick ? few : full;
	}

	/**
	 * Chooses the rate of a load.
	 * @param ordinary what the goal says
	 * @return the number that holds
	 */
	public int rate(int ordinary) {
		return (this.rate > 0) ? this.rate : ordinary;
	}

	/**
	 * Begins a catalog.
	 * @param name its folder
	 * @return the catalog
	 * @throws IOException if it cannot be written
	 */
	public CatalogFolder catalog(String name) throws IOException {
		return CatalogFolder.in(Files.createDirectories(this.work.resolve(name)));
	}

}
