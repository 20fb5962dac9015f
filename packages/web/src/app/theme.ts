import type { ThemeConfig } from 'antd';

/**
 * Calm and dense: no shadows, small type, twenty rows on 768 pixels. Every text colour reaches 4.5:1 on
 * white and on the page's grey (WCAG 2.2, 1.4.3); Ant Design's own greys and blue do not.
 */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b4f8a',
    colorLink: '#0b4f8a',
    colorLinkHover: '#093d6b',
    colorLinkActive: '#062a4b',
    colorInfo: '#0b4f8a',
    colorSuccess: '#1b6e3c',
    colorWarning: '#8a5200',
    colorError: '#b3261e',
    colorText: '#1f2329',
    colorTextSecondary: '#4a5058',
    colorTextTertiary: '#5c636b',
    colorTextQuaternary: '#6b7178',
    colorTextDescription: '#5c636b',
    colorTextPlaceholder: '#6b7178',
    colorBorder: '#8b929a',
    colorBgLayout: '#f4f6f8',
    borderRadius: 3,
    fontSize: 13,
    controlHeight: 32,
    controlHeightSM: 28,
    motion: false,
    fontFamily:
      'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif',
  },
  components: {
    Tabs: { horizontalItemPaddingSM: '6px 0' },
    Form: { itemMarginBottom: 14, verticalLabelPadding: '0 0 2px' },
  },
};
