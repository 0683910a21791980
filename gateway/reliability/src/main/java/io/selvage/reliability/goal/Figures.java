package io.selvage.reliability.goal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The figures of a run.
 */
public final class Figures {

	/** What stands where plain Spring Cloud Gateway was not measured. */
	public static final String NONE = "-";

	private final List<Figure> figures = new ArrayList<>();

	private final PrintStream out;

	private String goal = "";

	/**
	 * Creates an empty table.
	 * @param out where progress and the table are printed
	 */
	public Figures(PrintStream out) {
		this.out = out;
	}

	/**
	 * Begins a goal.
	 * @param id its short name
	 * @param title what it is about
	 */
	public void begin(String id, String title) {
		this.goal = id;
		this.out.println("--- " + id + ": " + title);
	}

	/**
	 * Adds a figure that is judged.
	 * @param what what was measured
	 * @param wanted what it should be
	 * @param ours what it is, and whether that is as it should be
	 * @param plain what plain Spring Cloud Gateway does, or {@link #NONE}
	 */
	public void judged(String what, String wanted, Judged ours, String plain) {
		add(new Figure(this.goal, what, wanted, ours.text, plain,
				ours.met ? Figure.Verdict.MET : Figure.Verdict.MISSED));
	}

	/**
	 * Adds a figure for comparison.
	 * @param what what was measured
	 * @param ours what it is
	 * @param plain what plain Spring Cloud Gateway does, or {@link #NONE}
	 */
	public void told(String what, String ours, String plain) {
		add(new Figure(this.goal, what, "", ours, plain, Figure.Verdict.TOLD));
	}

	private void add(Figure figure) {
		this.figures.add(figure);
		this.out.printf("    %s: %s (plain: %s) %s%n", figure.what(), figure.ours(), figure.plain(),
				(figure.verdict() == Figure.Verdict.MISSED) ? "MISSED, wanted " + figure.wanted() : "");
	}

	/**
	 * Says what happens at the moment.
	 * @param text a line
	 */
	public void progress(String text) {
		this.out.println("    " + text);
	}

	/**
	 * A goal could not be measured.
	 * @param failure why
	 */
	public void broken(Throwable failure) {
		add(new Figure(this.goal, "measuring it", "possible", String.valueOf(failure), NONE, Figure.Verdict.MISSED));
	}

	/**
	 * Tells whether every figure is as it should be.
	 * @return false if one is not
	 */
	public boolean allMet() {
		return this.figures.stream().noneMatch((figure) -> figure.verdict() == Figure.Verdict.MISSED);
	}

	/**
	 * Prints the table.
	 */
	public void print() {
		List<Function<Figure, String>> columns = List.of(Figure::goal, Figure::what, Figure::wanted, Figure::ours,
				Figure::plain, (figure) -> verdict(figure.verdict()));
		Figure heading = new Figure("goal", "figure", "wanted", "selvage", "plain SCG", Figure.Verdict.TOLD);
		StringBuilder format = new StringBuilder();
		for (Function<Figure, String> column : columns) {
			int width = column.apply(heading).length();
			for (Figure figure : this.figures) {
				width = Math.max(width, column.apply(figure).length());
			}
			format.append("%-").append(Math.max(1, width)).append("s  ");
		}
		format.append("%n");
		this.out.println();
		this.out.print(line(format, columns, heading));
		for (Figure figure : this.figures) {
			this.out.print(line(format, columns, figure));
		}
	}

	private static String line(StringBuilder format, List<Function<Figure, String>> columns, Figure figure) {
		return String.format(Locale.ROOT, format.toString(),
				columns.stream().map((column) -> column.apply(figure)).toArray());
	}

	private static String verdict(Figure.Verdict verdict) {
		return switch (verdict) {
			case MET -> "pass";
			case MISSED -> "FAIL";
			case TOLD -> "";
		};
	}

	/**
	 * A figure and what it means.
	 *
	 * @param text the figure with its unit
	 * @param met whether it is as it should be
	 */
	public record Judged(String text, boolean met) {

		/**
		 * A number of things that should not happen.
		 * @param count how often they did
		 * @param of out of how many
		 * @return met if never
		 */
		public static Judged none(long count, long of) {
			return new Judged(count + " of " + of, count == 0 && of > 0);
		}

		/**
		 * A figure that has a limit.
		 * @param value the figure
		 * @param limit the limit, which it may reach
		 * @param unit its unit
		 * @return met if it is within
		 */
		public static Judged within(double value, double limit, String unit) {
			return new Judged(String.format(Locale.ROOT, "%.1f %s", value, unit), value <= limit);
		}

	}

}
