package io.selvage.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The vectors of one folder and what they are held against.
 */
public interface ConformanceSet {

	/**
	 * Returns the name of the folder, which is also the name of the property that points
	 * elsewhere ({@code -Dconformance.NAME=DIR}).
	 * @return for example {@code service-fabric}
	 */
	String folder();

	/**
	 * Runs all vectors.
	 * @param folder where they lie
	 * @return one report per file or set
	 * @throws IOException if a file of the folder cannot be read
	 */
	List<Report> run(Path folder) throws IOException;

}
